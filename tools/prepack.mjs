/**
 * Prepares the package in the current folder for `npm pack`. Compiles it, cleans dist, shortens its source maps, and
 * adds README and LICENSE. The published code is the output of the TypeScript compiler.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { decode, encode } from "@jridgewell/sourcemap-codec";

// 1. Compile.
const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
execFileSync(process.execPath, [compiler, "--build"], { stdio: "inherit" });

for (const name of readdirSync("dist", { recursive: true, encoding: "utf8" })) {
    const [, module] = /^(.+)\.(?:js|d\.ts)(?:\.map)?$/.exec(name) ?? [];
    const file = join("dist", name);
    if (module !== undefined && !existsSync(join("src", `${module}.ts`))) {
        // 2. Remove the output of a deleted source.
        rmSync(file);
    } else if (name.endsWith(".js.map")) {
        // 3. Keep one position for each line. A stack trace needs no more, and full maps are as large as the code.
        const { sourceRoot: _empty, ...map } = JSON.parse(readFileSync(file, "utf8"));
        const mappings = encode(decode(map.mappings).map((segments) => segments.slice(0, 1)));
        writeFileSync(file, JSON.stringify({ ...map, mappings }));
    }
}

// 4. Add README and LICENSE. The package has its own short README.
copyFileSync("npm.md", "README.md");
copyFileSync(fileURLToPath(new URL("../LICENSE", import.meta.url)), "LICENSE");
