import assert from "node:assert/strict";
import { createRedactor } from "../../../provider/src/shared/redact";

describe("a redactor", () => {
    const secret = "cs-<&\"1+2/é  3'\\>";
    const forms: [encoding: string, text: string][] = [
        ["unchanged", secret],
        ["encoded for a form", new URLSearchParams({ s: secret }).toString().slice(2)],
        ["encoded for a URL", encodeURIComponent(secret)],
        [
            "encoded for a URL in small letters",
            encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase()),
        ],
        ["escaped for a page", "cs-&lt;&amp;&quot;1+2/é  3&#39;\\&gt;"],
        ["escaped for a page by numbers", "cs-&#60;&#38;&#34;1+2/é  3&#39;\\&#62;"],
        ["escaped for JSON", JSON.stringify(secret).slice(1, -1)],
    ];
    for (const [encoding, text] of forms) {
        it(`removes a secret that is ${encoding}`, () => {
            assert.equal(
                createRedactor(["tok-1", secret])(`${text}, you sent ${text}.`),
                "[secret], you sent [secret].",
            );
        });
    }

    it("keeps all other text", () => {
        const text = "1005: Password not found (a.c, a+c, [secrets])";
        assert.equal(createRedactor(["abc", "tok-1"])(text), text);
        assert.equal(createRedactor(["a.c"])("a.c abc"), "[secret] abc");
    });

    it("changes nothing without secrets", () => {
        assert.equal(createRedactor([])("text"), "text");
        assert.equal(createRedactor(["", ""])("text"), "text");
    });

    it("removes the longer of two secrets with the same start", () => {
        for (const secrets of [
            ["tok-1", "tok-12345"],
            ["tok-12345", "tok-1"],
        ]) {
            assert.equal(createRedactor(secrets)("tok-12345"), "[secret]");
        }
    });
});
