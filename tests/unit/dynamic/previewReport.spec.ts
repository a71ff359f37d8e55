import assert from "node:assert/strict";
import { type CallerInfo, callerKey, refusalsKey } from "../../../provider/src/dynamic/callerInfo";
import { PasswordDisablement } from "../../../provider/src/resources/passwordDisablement";
import { endProgram, logged, outputValue, registered, startProgram } from "../support/mockEngine";

/** Declares a password for each name, and returns the errors that the program logs. `check` refuses those with a message. */
async function errorsOf(phase: "preview" | "update", messages: Record<string, string>): Promise<string[]> {
    await startProgram(phase, ({ name, inputs }) => {
        const message = messages[name];
        return { ...inputs, ...(message ? { [refusalsKey]: [message] } : {}) };
    });
    return logged("error", async () => {
        for (const name of Object.keys(messages)) {
            await outputValue(new PasswordDisablement(name, { identifier: 9999 }).urn);
        }
        await new Promise(setImmediate);
    });
}

describe("a program with declarations that a preview refuses", () => {
    afterEach(endProgram);

    it("logs all refusals", async () => {
        const messages = { first: "1005: Password not found", second: "", third: "1006: no access" };
        assert.deepEqual((await errorsOf("preview", messages)).map((line) => line.match(/\d{4}: .*/)?.[0]).sort(), [
            "1005: Password not found",
            "1006: no access",
        ]);
    });

    it("logs nothing in an update, whose checks fail by themselves", async () => {
        assert.deepEqual(await errorsOf("update", { first: "1005: Password not found" }), []);
    });

    it("does not end the process that runs an inline program", async () => {
        const { exitCode } = process;
        await errorsOf("preview", { first: "1005: Password not found" });
        assert.equal(process.exitCode, exitCode);
    });
});

describe("the caller info of a declaration", () => {
    afterEach(endProgram);

    async function infoOf(phase: "preview" | "update", name: string): Promise<CallerInfo> {
        await startProgram(phase);
        await outputValue(new PasswordDisablement(name, { identifier: 312 }).urn);
        return registered.at(-1)?.inputs[callerKey];
    }

    it("gives the phase, the name and the place in the program", async () => {
        const first = await infoOf("preview", "first");
        assert.deepEqual(await infoOf("update", "second"), { phase: "update", place: first.place + 1, name: "second" });
        assert.equal(first.phase, "preview");
    });
});
