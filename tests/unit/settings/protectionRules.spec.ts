import assert from "node:assert/strict";
import { parseProtectionRule } from "../../../provider/src/settings/protectionRules";
import { problemsOf, read } from "../support/settings";

const rulesOf = (text: string | undefined) => read({ "mysafe:neverDisable": text }).neverDisable;

describe("mysafe:neverDisable", () => {
    it("has identifiers and patterns for a field of the list", () => {
        assert.deepEqual(rulesOf("340,tag: break glass,username:root,name:*prod*"), [
            { text: "340", identifier: "340" },
            { text: "tag: break glass", field: "tag", pattern: "break glass" },
            { text: "username:root", field: "username", pattern: "root" },
            { text: "name:*prod*", field: "name", pattern: "*prod*" },
        ]);
    });

    for (const wrong of ["tag:", "tag: ", "tags:x", "TAG:x", "0", "-1", "1.5", "root", ":x", "constructor:x", "1 2"]) {
        it(`refuses the rule ${JSON.stringify(wrong)}`, () => {
            assert.equal(parseProtectionRule(wrong), undefined);
        });
    }

    it("names each wrong entry by its position", () => {
        const expected = "it must be an identifier, tag:…, username:… or name:… (with * for any characters).";
        assert.deepEqual(problemsOf({ "mysafe:neverDisable": "340,tags:x,root" }), [
            `entry 2 of mysafe:neverDisable (stack config) is "tags:x": ${expected}`,
            `entry 3 of mysafe:neverDisable (stack config) is "root": ${expected}`,
        ]);
    });
});
