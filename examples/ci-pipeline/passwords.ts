/** The passwords that are to be inactive, and by which ticket. Pull requests change this list, and nothing else. */
export const passwords = [
    { identifier: 312, reason: "CHG-2041" },
    { identifier: 313, reason: "CHG-2041" },
];
