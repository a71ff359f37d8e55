/**
 * Makes the package in the current folder ready to be packed: README and LICENSE beside it, and each of its two doors as
 * one file, half the size of what the compiler makes, in the place of the compiler's. "postpack" compiles them anew.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

// Else "prepare", which npm runs after this, would compile what is not compiled yet over the bundles.
execFileSync(process.execPath, [createRequire(import.meta.url).resolve("typescript/bin/tsc"), "--build"], {
    stdio: "inherit",
});
for (const paper of ["README.md", "LICENSE"]) {
    copyFileSync(fileURLToPath(new URL(`../${paper}`, import.meta.url)), paper);
}
buildSync({
    entryPoints: ["src/index.ts", "src/provider.ts"],
    outdir: "dist",
    allowOverwrite: true,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "cjs",
    target: "node20.19",
    minify: true,
    // Errors are named after their classes, and a bug's stack trace after its functions.
    keepNames: true,
});
