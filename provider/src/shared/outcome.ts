/** How a password became inactive: this stack's request changed it, or the vault had it inactive already. */
export type Outcome = "deactivated" | "already-inactive";

/** What a destroy does with a password: it leaves the password inactive, or enables it again. */
export type OnDestroy = "leave" | "enable";
