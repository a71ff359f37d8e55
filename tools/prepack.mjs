/**
 * Makes the package in the current folder ready to be packed: README and LICENSE beside it, and nothing in `dist` that
 * its sources no longer have, which the compiler leaves there.
 */
import { copyFileSync, existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

for (const paper of ["README.md", "LICENSE"]) {
    copyFileSync(fileURLToPath(new URL(`../${paper}`, import.meta.url)), paper);
}
for (const file of existsSync("dist") ? readdirSync("dist") : []) {
    const module = /^(\w+)(\.d\.ts|\.js)$/.exec(file)?.[1];
    if (module !== undefined && !existsSync(join("src", `${module}.ts`))) {
        rmSync(join("dist", file));
    }
}
