import { described, type FieldRules, flag, required, secret, text, wholeNumber } from "../shared/fieldRules";

/** A password to put into the vault. A field that is left out gets its default. */
export interface PasswordSeed {
    /** The vault's number for the password, from 1. */
    identifier: number;
    /** "Password 312" by default. */
    name?: string;
    /** Empty by default. */
    username?: string;
    /** Empty by default. */
    url?: string;
    /** Comma separated, as in the vault; empty by default. */
    tags?: string;
    /** True by default. */
    active?: boolean;
    /** True if the caller may list and read the password; true by default. */
    canView?: boolean;
    /** True if the caller may disable and enable the password; true by default. */
    canWrite?: boolean;
    /** The plain-text secret; by default "pw-" and random hexadecimal digits, so that a leak is recognisable. */
    secret?: string;
}

/** The rules of {@link PasswordSeed}. */
export const passwordSeedRules: FieldRules<PasswordSeed> = {
    identifier: required(wholeNumber(1)),
    name: text,
    username: text,
    url: text,
    tags: described(text, "a text with commas between the tags"),
    active: flag,
    canView: flag,
    canWrite: flag,
    secret: secret(text),
};

/** The present state of a password in the vault. */
export interface SimulatedPassword extends Required<PasswordSeed> {
    /** The number of requests that changed `active`. `setActive` does not count. */
    changes: number;
}
