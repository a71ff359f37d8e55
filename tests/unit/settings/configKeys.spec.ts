import assert from "node:assert/strict";
import { configKeys, unknownConfigKey } from "../../../provider/src/settings/configKeys";
import { readSettings } from "../../../provider/src/settings/settings";

describe("the names of settings", () => {
    it("are those that are read, each once", () => {
        const read = new Set<string>();
        const values: Record<string, string> = {
            "mysafe:url": "https://vault.example.com",
            "mysafe:clientId": "id",
            "mysafe:clientSecret": "cs",
        };
        readSettings((key) => read.add(key) && values[key], {});
        assert.deepEqual(
            configKeys.map((name) => `mysafe:${name}`),
            [...new Set(configKeys.map((name) => `mysafe:${name}`))],
        );
        assert.deepEqual([...read].sort(), configKeys.map((name) => `mysafe:${name}`).sort());
    });

    it("are told from what is misspelt, which does nothing", () => {
        assert.match(
            unknownConfigKey("mysafe:neverDisabel") ?? "",
            /^mysafe:neverDisabel is no setting of pulumi-mysafe/,
        );
        for (const key of ["mysafe:neverDisable", "aws:region", "mysafe-offboarding:leaver", "project:url"]) {
            assert.equal(unknownConfigKey(key), undefined);
        }
    });
});
