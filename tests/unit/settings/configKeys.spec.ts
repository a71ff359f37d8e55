import assert from "node:assert/strict";
import { configKeys, unknownConfigKey } from "../../../provider/src/settings/configKeys";

describe("an unknown key of the stack configuration", () => {
    for (const [key, nearest] of [
        ["mysafe:URL", "mysafe:url"],
        ["mysafe:neverDisabel", "mysafe:neverDisable"],
        ["mysafe:clientID", "mysafe:clientId"],
        ["mysafe:maxRetrySecond", "mysafe:maxRetrySeconds"],
        ["mysafe:keyPassphrase", "mysafe:clientKeyPassphrase"],
    ] as const) {
        it(`causes a warning with the nearest setting: ${key}`, () => {
            assert.equal(unknownConfigKey(key), `Unknown setting ${key} is ignored. Did you mean ${nearest}?`);
        });
    }

    it("causes a warning without a suggestion if no setting is near", () => {
        assert.equal(unknownConfigKey("mysafe:colour"), "Unknown setting mysafe:colour is ignored.");
    });

    it("is neither a setting nor a key of another namespace", () => {
        for (const key of [...configKeys.map((name) => `mysafe:${name}`), "aws:region", "mysafe-x:y", "project:url"]) {
            assert.equal(unknownConfigKey(key), undefined, key);
        }
    });
});
