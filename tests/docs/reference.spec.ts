import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "../support/packedProject";
import { repository } from "./support/pages";

/** The pages of a folder, by name. */
function pagesIn(folder: string): Record<string, string> {
    return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

describe("the reference", function () {
    this.timeout(60_000);

    it("says what the comments say, of every name that the package exports: else run `npm run reference`", () => {
        const made = temporaryFolder("reference");
        const typedoc = join(dirname(require.resolve("typedoc/package.json")), "bin", "typedoc");
        // A name without a comment is a warning, and warnings are errors in typedoc.json.
        const args = [typedoc, "--out", made, "--logLevel", "Warn"];
        const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: repository, encoding: "utf8" });
        assert.equal(status, 0, stdout + stderr);
        assert.deepEqual(pagesIn(join(repository, "docs", "reference")), pagesIn(made));
    });
});
