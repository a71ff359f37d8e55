/**
 * Makes the package in the current folder ready to be packed: README and LICENSE beside it, nothing in `dist` that its
 * sources no longer have, which the compiler leaves there, and no comments and indents in its JavaScript, which are a
 * third of it. "postpack" compiles it anew.
 */
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";

for (const paper of ["README.md", "LICENSE"]) {
    copyFileSync(fileURLToPath(new URL(`../${paper}`, import.meta.url)), paper);
}
for (const file of existsSync("dist") ? readdirSync("dist") : []) {
    const module = /^(\w+)(\.d\.ts|\.js)$/.exec(file)?.[1];
    if (module !== undefined && !existsSync(join("src", `${module}.ts`))) {
        rmSync(join("dist", file));
    } else if (file.endsWith(".js")) {
        const { code } = transformSync(readFileSync(join("dist", file), "utf8"), { minifyWhitespace: true });
        writeFileSync(join("dist", file), code);
    }
}
