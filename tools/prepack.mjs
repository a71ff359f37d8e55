/**
 * Makes the package in the current folder ready to be packed: its papers beside it, and each of its doors
 * and its command as one file, half the size of what the compiler makes, in the place of the compiler's. "postpack"
 * compiles them anew.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

// The types, which go along as they are.
execFileSync(process.execPath, [createRequire(import.meta.url).resolve("typescript/bin/tsc"), "--build"], {
    stdio: "inherit",
});
// The package has a short README of its own, since the repository's is a sixth of all that a user would download.
copyFileSync("npm.md", "README.md");
copyFileSync(fileURLToPath(new URL("../LICENSE", import.meta.url)), "LICENSE");

const form = {
    allowOverwrite: true,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "cjs",
    target: "node20.19",
    minify: true,
};

/** The vault's client is in the provider's file alone; the others take it from there. */
const clientOfProvider = {
    name: "client-of-provider",
    setup({ onResolve }) {
        onResolve({ filter: /^\.\/client$/ }, () => ({ path: "./provider", external: true }));
    },
};

await build({
    ...form,
    stdin: { contents: 'export * from "./provider"; export * from "./client";', resolveDir: "src", loader: "ts" },
    outfile: "dist/provider.js",
});
await build({ ...form, entryPoints: ["src/index.ts", "src/cli.ts"], outdir: "dist", plugins: [clientOfProvider] });
