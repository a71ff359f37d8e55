/**
 * Makes the package in the current folder ready to be packed: README and LICENSE beside it, and each of its two doors as
 * one file, half the size of what the compiler makes, in the place of the compiler's. "postpack" compiles them anew.
 */
import { copyFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

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
