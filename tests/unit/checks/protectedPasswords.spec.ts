import assert from "node:assert/strict";
import { isMatch } from "../../../provider/src/checks/guards";
import type { ListedPassword } from "../../../provider/src/client/responses";
import { parseProtectionRule } from "../../../provider/src/settings/protectionRules";

const entry = { identifier: "1", canWrite: true, canView: true, name: "", username: "", url: "", tags: [] };

/** Returns whether a rule protects the password 1 with this entry in the vault's list. */
function protects(text: string, listed: Partial<ListedPassword> | undefined): boolean {
    const rule = parseProtectionRule(text) ?? assert.fail(`not a rule: ${text}`);
    return isMatch(rule, "1", listed && { ...entry, ...listed });
}

describe("a rule of mysafe:neverDisable", () => {
    it("matches every character literally except for *", () => {
        for (const name of ["a.b", "a+b", "(a)", "[a]", "a|b", "a\\b", "^a$", "{1}", "a?b", "é"]) {
            assert.equal(protects(`name:${name}`, { name }), true, name);
            assert.equal(protects(`name:${name}`, { name: `${name}x` }), false, name);
        }
        assert.equal(protects("name:a*c", { name: "A\nbbC" }), true);
        assert.equal(protects("username:*", {}), true);
    });

    it("ignores case, Unicode form and surrounding white space", () => {
        const decomposed = "José Root".normalize("NFD");
        for (const [rule, name] of [
            ["name:josé*", decomposed],
            [`name:${decomposed}`, "JOSÉ ROOT"],
            ["name:ΟΔΟΣ*", "ΟΔΟΣΑ"],
            ["name:*οδος", "ΟΔΟΣ"],
            ["name:ſystem*", "SYSTEM"],
            ["name:strasse", "Straße"],
            ["name:root", " Root "],
        ] as const) {
            assert.equal(protects(rule, { name }), true, rule);
        }
    });

    it("matches no password that the list does not have, except by its identifier", () => {
        assert.equal(protects("name:*", undefined), false);
        assert.equal(protects("1", undefined), true);
        assert.equal(protects("10", undefined), false);
    });
});
