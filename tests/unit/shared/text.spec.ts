import assert from "node:assert/strict";
import { escapeHtml, oneLine, quote, truncate } from "../../../provider/src/shared/text";

describe("truncate", () => {
    it("returns a text that fits unchanged", () => {
        assert.equal(truncate("12345", 5), "12345");
    });

    it("replaces what is too long by an ellipsis within the length", () => {
        assert.equal(truncate("123456", 5), "1234…");
    });
});

describe("oneLine", () => {
    it("replaces line breaks, control characters and runs of spaces by one space", () => {
        assert.equal(oneLine(" a\r\nb\u0000\tc  d\n"), "a b c d");
    });

    it("cuts a text to 200 characters", () => {
        assert.equal(oneLine("x".repeat(300)).length, 200);
    });
});

describe("quote", () => {
    it("shows quotes and control characters as escapes", () => {
        assert.equal(quote('31"2\n'), '"31\\"2\\n"');
    });

    it("cuts a long value", () => {
        assert.equal(quote("x".repeat(100)), `"${"x".repeat(60)}…"`);
    });
});

describe("escapeHtml", () => {
    it("leaves no character that ends a text or an attribute", () => {
        assert.equal(escapeHtml(`<a b="c" d='e'>&`), "&#60;a b=&#34;c&#34; d=&#39;e&#39;&#62;&#38;");
    });
});
