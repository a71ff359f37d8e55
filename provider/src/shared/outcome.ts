/** The first outcome. `"deactivated"`: this stack disabled it. `"already-inactive"`: it was inactive before. */
export type Outcome = "deactivated" | "already-inactive";

/** The action of a destroy. `"leave"` leaves a password inactive, `"restore"` enables it if this stack disabled it. */
export type OnDestroy = "leave" | "restore";
