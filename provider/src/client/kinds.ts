/** A kind of object that the vault can disable: passwords, notes and API secrets have sister calls. */
export interface ObjectKind {
    /** Its name in messages. */
    noun: "password" | "note" | "API secret";
    /** Its class in programs, and the type of its resources. */
    className: "PasswordDisablement" | "NoteDisablement" | "ApiSecretDisablement";
    /** Its part of the vault's paths. */
    route: "password" | "note" | "secretapi";
    /** True where the vault documents calls that list, read and enable it. */
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

export const kinds: readonly ObjectKind[] = [passwordKind, noteKind, apiSecretKind];
