import assert from "node:assert/strict";
import { createRedactor } from "../../../provider/src/shared/redact";

describe("a text from outside", () => {
    const secret = "cs-<&\"1+2/é  3'\\>";
    const forms: [encoding: string, text: string][] = [
        ["as it is", secret],
        ["as a form has it", new URLSearchParams({ s: secret }).toString().slice(2)],
        ["as a URL has it", encodeURIComponent(secret)],
        ["as a URL in small letters has it", encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase())],
        ["as a page has it", "cs-&lt;&amp;&quot;1+2/é  3&#39;\\&gt;"],
        ["as a page in numbers has it", "cs-&#60;&#38;&#34;1+2/é  3&#39;\\&#62;"],
        ["as JSON has it", JSON.stringify(secret).slice(1, -1)],
    ];
    for (const [encoding, text] of forms) {
        it(`loses a secret ${encoding}, wherever it stands`, () => {
            assert.equal(
                createRedactor(["tok-1", secret])(`${text}, you sent ${text}.`),
                "[secret], you sent [secret].",
            );
        });
    }

    it("keeps the rest as it is", () => {
        const text = "1005: Password not found (a.c, a+c, [secrets])";
        assert.equal(createRedactor(["abc", "tok-1"])(text), text);
        assert.equal(createRedactor(["a.c"])("a.c abc"), "[secret] abc");
    });

    it("is as it was where nothing is secret", () => {
        assert.equal(createRedactor([])("text"), "text");
        assert.equal(createRedactor(["", ""])("text"), "text");
    });

    it("loses the longer of two secrets where one begins with the other", () => {
        for (const secrets of [
            ["tok-1", "tok-12345"],
            ["tok-12345", "tok-1"],
        ]) {
            assert.equal(createRedactor(secrets)("tok-12345"), "[secret]");
        }
    });
});
