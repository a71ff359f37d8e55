import { spawnSync } from "node:child_process";

/** Returns whether a file of these folders differs from the branch point with origin/main, or is new. */
export function hasChanged(folders) {
    const base = git("merge-base", "origin/main", "HEAD")?.trim();
    const files = base && git("diff", "--name-only", base, "--", ...folders);
    const created = git("ls-files", "--others", "--exclude-standard", "--", ...folders);
    // Without a branch point, every folder counts as changed.
    return files === undefined || created === undefined || `${files}${created}` !== "";
}

function git(...args) {
    const { status, stdout } = spawnSync("git", args, { encoding: "utf8" });
    return status === 0 ? stdout : undefined;
}
