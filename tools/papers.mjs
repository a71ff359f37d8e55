/** Puts the repository's README and LICENSE beside the package that is packed in the current folder. */
import { copyFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

for (const paper of ["README.md", "LICENSE"]) {
    copyFileSync(fileURLToPath(new URL(`../${paper}`, import.meta.url)), paper);
}
