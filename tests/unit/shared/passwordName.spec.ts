import assert from "node:assert/strict";
import fc from "fast-check";
import { formatName, withName } from "../../../provider/src/shared/passwordName";

describe("the name of a password", () => {
    for (const [title, name, username, expected] of [
        [
            "has name and user name",
            "Oracle production, former DBA",
            "m.souza",
            "Oracle production, former DBA (m.souza)",
        ],
        ["is the name alone", "Github", "", "Github"],
        ["is the user name alone", " ", "m.souza", "(m.souza)"],
        ["is unknown where the list has neither", "", "", undefined],
        ["is one line without control characters", "a\u001b[31m\r\nb\u2028c", "x\u0000y", "a [31m b c (x y)"],
        ["has no character that reorders a line", "a\u202eb\u200b", "", "a b"],
        ["has no colour tag of Pulumi", "<{%fg 1%}>a", "", "<{fg 1%}>a"],
        ["keeps letters of any script", "Produção ΟΔΟΣ 密码", "josé", "Produção ΟΔΟΣ 密码 (josé)"],
        ["is cut where it is long", "x".repeat(80), "m.souza", `${"x".repeat(47)}… (m.souza)`],
        ["cuts a long user name", "Github", "u".repeat(80), `Github (${"u".repeat(22)}…)`],
    ] as const) {
        it(title, () => assert.equal(formatName({ name, username }), expected));
    }

    it("takes at most 80 bytes of a state, with its identifier and its line break", () => {
        const text = fc.string({ unit: "binary", maxLength: 200 });
        fc.assert(
            fc.property(text, text, (name, username) => {
                const line = `${Number.MAX_SAFE_INTEGER} ${formatName({ name, username }) ?? ""}\n`;
                // The engine's encoder escapes these in a state.
                const json = JSON.stringify(line)
                    .slice(1, -1)
                    .replace(/[<>&\u2028\u2029]/g, "\\u0000");
                assert.ok(Buffer.byteLength(json) <= 80, json);
            }),
        );
    });

    it("stands behind its identifier", () => {
        assert.deepEqual(
            [withName("312", "Github (m.souza)"), withName("312", undefined)],
            ["312 Github (m.souza)", "312"],
        );
    });
});
