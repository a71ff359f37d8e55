/**
 * A kind of objects in the vault that can be made inactive, and what differs between them: `mysafe-api.md`, "Password
 * calls" and the sister calls at its end.
 */
export interface Kind {
    /** How lines and errors name one. */
    noun: "password" | "note" | "API secret";
    /** Name of the class that stands for one in programs, and of its resources' type. */
    className: "PasswordDisablement" | "NoteDisablement" | "ApiSecretDisablement";
    /** What stands for them in the vault's paths. */
    route: "password" | "note" | "secretapi";
    /** Whether the vault documents more than the call that disables them: to list, to read and to enable them. */
    hasOtherCalls: boolean;
}

export const passwordKind: Kind = {
    noun: "password",
    className: "PasswordDisablement",
    route: "password",
    hasOtherCalls: true,
};
export const noteKind: Kind = { noun: "note", className: "NoteDisablement", route: "note", hasOtherCalls: false };
export const apiSecretKind: Kind = {
    noun: "API secret",
    className: "ApiSecretDisablement",
    route: "secretapi",
    hasOtherCalls: false,
};

/** All of them. */
export const kinds: readonly Kind[] = [passwordKind, noteKind, apiSecretKind];
