/**
 * Prepares a bare clone. Installs the dependencies once for each package-lock.json and builds what has changed.
 * It imports nothing from node_modules, which does not exist yet when it runs.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
// Our dependencies need a Node that loads ES modules by `require`.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (!(major === 20 ? minor >= 19 : major === 22 ? minor >= 12 : major > 22)) {
    console.error(`This project needs Node 20.19 or newer, or 22.12 or newer; this is Node ${process.versions.node}.`);
    process.exit(1);
}

const stamp = join(root, "node_modules", ".installed-for");
const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");

if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== lock) {
    console.error("Installing dependencies (npm ci) …");
    // npm's report goes to stderr, because stdout belongs to the calling command.
    const npm = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
        cwd: root,
        stdio: ["ignore", 2, "inherit"],
        shell: process.platform === "win32",
    });
    if (npm.status !== 0) {
        console.error("npm ci failed: see its message above. Then run the same command again.");
        process.exit(npm.status ?? 1);
    }
    writeFileSync(stamp, lock);
}

// Build on every run. Without changes this takes a fraction of a second.
const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
const build = spawnSync(process.execPath, [compiler, "--build", "provider", "simulator"], {
    cwd: root,
    stdio: ["ignore", 2, "inherit"],
});
if (build.status !== 0) {
    process.exit(build.status ?? 1);
}
