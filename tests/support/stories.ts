/** The stories that each door to the lifecycle tells on its own engine, by the names of their spec files. */
export const sharedStories = ["cancelled", "changes", "destroy", "drift", "import", "killed", "setUnfinished"] as const;
