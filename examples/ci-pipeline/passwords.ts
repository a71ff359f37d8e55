/** The passwords to disable, with their tickets. Pull requests change only this list. */
export const passwords = [
    { identifier: 312, reason: "CHG-2041" },
    { identifier: 313, reason: "CHG-2041" },
];
