/** What became of a password: the call changed it, or the vault said that it was inactive before. */
export type Outcome = "deactivated" | "already-inactive";
