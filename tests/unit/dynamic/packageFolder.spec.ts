import assert from "node:assert/strict";
import { join } from "node:path";
import { packageFolder } from "../../../provider/src/dynamic/packageFolder";
import { runBundled } from "../support/bundledModule";

const source = join(__dirname, "..", "..", "..", "provider", "src");

describe("the package's folder", () => {
    it("is that of the code", () => {
        assert.equal(packageFolder, source);
    });

    for (const [bundle, __filename] of [
        ["has a name of its own", "/app/dist/index.js"],
        ["is an ES module", undefined],
        ["has the path of the source from another machine", "/build/pulumi-mysafe/dist/dynamic/packageFolder.js"],
    ]) {
        it(`is undefined in a bundle that ${bundle}`, () => {
            const exported = runBundled("dynamic/packageFolder.ts", { __filename, __dirname: "/app/dist" });
            assert.equal(exported.packageFolder, undefined);
        });
    }
});
