/** A password to put into the vault; what is left out gets a plain default. */
export interface PasswordSeed {
    /** The vault's number for it. */
    identifier: number;
    /** "Password 312" by default. */
    name?: string;
    /** Empty by default. */
    username?: string;
    /** Empty by default. */
    url?: string;
    /** Comma separated, as the vault keeps them; empty by default. */
    tags?: string;
    /** True by default. */
    active?: boolean;
    /** Whether the caller may see and read it; true by default. */
    canView?: boolean;
    /** Whether the caller may disable and enable it; true by default. */
    canWrite?: boolean;
    /** The plain-text secret; by default "pw-" and random hexadecimal digits, so that a leak is recognisable. */
    secret?: string;
}

/** A password as it stands in the vault at one moment. */
export interface SimulatedPassword extends Required<PasswordSeed> {
    /** How many times a call flipped its active flag. `setActive` does not count. */
    changes: number;
}
