import assert from "node:assert/strict";
import { warnAboutUnknownConfig } from "../../../provider/src/dynamic/unknownConfig";
import { runInlineProgram } from "../support/inlineProgram";
import { logged } from "../support/mockEngine";

describe("an unknown key in the stack configuration", () => {
    const config = { "mysafe:neverDisabel": "tag:break-glass", "mysafe:url": "https://v.example", "other:thing": "x" };
    const declareTwice = async () => {
        warnAboutUnknownConfig();
        warnAboutUnknownConfig();
    };

    it("gives one warning in a run, for keys of the namespace mysafe alone", async () => {
        const lines = await logged("warn", () => runInlineProgram(declareTwice, config));
        assert.equal(lines.length, 1);
        assert.match(lines[0] ?? "", /mysafe:neverDisabel/);
    });

    it("gives a warning for a misspelled variable too", async () => {
        process.env.SENHASEGURA_TENNANT = "acme";
        try {
            const lines = await logged("warn", () => runInlineProgram(declareTwice, {}));
            assert.equal(lines.length, 1);
            assert.match(lines[0] ?? "", /SENHASEGURA_TENNANT is ignored\. Did you mean SENHASEGURA_TENANT\?$/);
        } finally {
            delete process.env.SENHASEGURA_TENNANT;
        }
    });

    it("gives no warning in a project that is itself named mysafe", async () => {
        assert.deepEqual(await logged("warn", () => runInlineProgram(declareTwice, config, "mysafe")), []);
    });
});
