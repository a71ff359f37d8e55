/** What became of a password: the call changed it, or the vault said that it was inactive before. */
export type Outcome = "deactivated" | "already-inactive";

/** What becomes of a password when its resource goes: it stays as it is, or it is made active again. */
export type OnDestroy = "leave" | "enable";
