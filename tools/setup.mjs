/**
 * Makes a bare clone ready: installs the dependencies (which also builds both packages), and does nothing when that
 * has been done for this package-lock.json. Plain JavaScript without imports from node_modules, since there is none
 * yet when it runs.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const minimumNode = [20, 19];

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < minimumNode[0] || (major === minimumNode[0] && minor < minimumNode[1])) {
    console.error(`This project needs Node ${minimumNode.join(".")} or newer; this is Node ${process.versions.node}.`);
    process.exit(1);
}

const stamp = join(root, "node_modules", ".installed-for");
const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
const built = ["provider", "simulator"].every((name) => existsSync(join(root, name, "dist", "index.js")));

if (!built || !existsSync(stamp) || readFileSync(stamp, "utf8") !== lock) {
    console.error("Installing dependencies (npm ci) …");
    // npm's own report goes to stderr: the last line on stdout belongs to the command that asked for the set-up.
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
