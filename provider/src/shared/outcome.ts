/** The way a password became inactive: this stack's request changed it, or the vault had it inactive already. */
export type Outcome = "deactivated" | "already-inactive";

/** The effect of a destroy on a password: it leaves the password inactive, or enables it if this stack disabled it. */
export type OnDestroy = "leave" | "restore";
