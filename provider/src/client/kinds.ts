/**
 * A kind of objects in the vault that can be made inactive, and what differs between them: `mysafe-api.md`, "Password
 * calls" and the sister calls at its end.
 */
export interface ObjectKind {
    /** How lines and errors name one. */
    noun: "password" | "note" | "API secret";
    /** Name of the class that stands for one in programs, and of its resources' type. */
    className: "PasswordDisablement" | "NoteDisablement" | "ApiSecretDisablement";
    /** What stands for them in the vault's paths. */
    route: "password" | "note" | "secretapi";
    /** Whether the vault documents more than the call that disables them: to list, to read and to enable them. */
    canListReadEnable: boolean;
}

export const passwordKind: ObjectKind = {
    noun: "password",
    className: "PasswordDisablement",
    route: "password",
    canListReadEnable: true,
};
export const noteKind: ObjectKind = {
    noun: "note",
    className: "NoteDisablement",
    route: "note",
    canListReadEnable: false,
};
export const apiSecretKind: ObjectKind = {
    noun: "API secret",
    className: "ApiSecretDisablement",
    route: "secretapi",
    canListReadEnable: false,
};

/** All of them. */
export const kinds: readonly ObjectKind[] = [passwordKind, noteKind, apiSecretKind];
