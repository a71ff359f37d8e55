import assert from "node:assert/strict";
import { perProgramRun } from "../../../provider/src/dynamic/perProgramRun";
import { runInlineProgram } from "../support/inlineProgram";

describe("a value of a program run", () => {
    const readTwice = async () => [perProgramRun("test", () => ({})), perProgramRun("test", () => ({}))];

    it("is created once in a run, and again in the next inline program of the process", async () => {
        const [one, same] = await runInlineProgram(readTwice);
        assert.equal(one, same);
        const [other] = await runInlineProgram(readTwice);
        assert.notEqual(one, other);
        assert.notEqual(
            perProgramRun("test", () => ({})),
            one,
        );
    });

    it("has its own name", async () => {
        await runInlineProgram(async () => {
            assert.equal(
                perProgramRun("one", () => 1),
                1,
            );
            assert.equal(
                perProgramRun("other", () => 2),
                2,
            );
        });
    });

    it("is one for the process if the SDK keeps no store", () => {
        const sdk = globalThis as { asyncLocalStorage?: unknown; globalStore?: unknown };
        const { asyncLocalStorage, globalStore } = sdk;
        try {
            delete sdk.asyncLocalStorage;
            delete sdk.globalStore;
            const value = {};
            perProgramRun("process", () => value);
            assert.equal(
                perProgramRun("process", () => ({})),
                value,
            );
        } finally {
            Object.assign(sdk, { asyncLocalStorage, globalStore });
        }
    });
});
