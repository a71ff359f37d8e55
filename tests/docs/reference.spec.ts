import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "../support/packedProject";
import { repository } from "./support/pages";

/** The pages of the folder that other specs make. */
const madeByOthers = ["errors.md", "faults.md"];

/** Returns the pages of a folder that the comments make, by name. */
function pagesIn(folder: string): Record<string, string> {
    const names = readdirSync(folder).filter((name) => !madeByOthers.includes(name));
    return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

describe("the reference", function () {
    this.timeout(60_000);

    it("matches the comments of all exported names; `npm run reference` writes it", () => {
        const made = temporaryFolder("reference");
        const typedoc = join(dirname(require.resolve("typedoc/package.json")), "bin", "typedoc");
        // An undocumented name causes a warning, which typedoc.json makes an error.
        const args = [typedoc, "--out", made, "--logLevel", "Warn"];
        const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: repository, encoding: "utf8" });
        assert.equal(status, 0, stdout + stderr);
        assert.deepEqual(pagesIn(join(repository, "docs", "reference")), pagesIn(made));
    });
});
