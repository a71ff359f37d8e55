import assert from "node:assert/strict";
import { redact } from "../../provider/src/redact";

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
            assert.equal(redact(`${text}, you sent ${text}.`, ["tok-1", secret]), "[secret], you sent [secret].");
        });
    }

    it("keeps the rest as it is", () => {
        const text = "1005: Password not found (a.c, a+c, [secrets])";
        assert.equal(redact(text, ["abc", "tok-1"]), text);
        assert.equal(redact("a.c abc", ["a.c"]), "[secret] abc");
    });

    it("is as it was where nothing is secret", () => {
        assert.equal(redact("text", []), "text");
        assert.equal(redact("text", ["", ""]), "text");
    });

    it("loses the longer of two secrets where one begins with the other", () => {
        for (const secrets of [
            ["tok-1", "tok-12345"],
            ["tok-12345", "tok-1"],
        ]) {
            assert.equal(redact("tok-12345", secrets), "[secret]");
        }
    });
});
