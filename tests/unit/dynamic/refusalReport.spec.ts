import assert from "node:assert/strict";
import { type CallerInfo, type CheckRefusal, callerKey, refusalsKey } from "../../../provider/src/dynamic/callerInfo";
import { PasswordDisablement } from "../../../provider/src/resources/passwordDisablement";
import { endPlay, play, settled } from "../support/mocked";

/** What is wrong with declarations, by their names, for `check` to answer with one of them: the last. */
type Problems = Record<string, string>;

/** A program that declares these passwords; answers what it logs as errors. */
async function errorsOf(preview: boolean, problems: Problems): Promise<string[]> {
    const refusals: CheckRefusal[] = [];
    await play(preview, ({ name, inputs }) => {
        const { number } = inputs[callerKey] as CallerInfo;
        const problem = problems[name];
        if (problem) {
            refusals.push({ declaration: number, problem });
        }
        const isLast = name === Object.keys(problems).at(-1);
        return { ...inputs, ...(isLast ? { [refusalsKey]: refusals } : {}) };
    });
    const logged: string[] = [];
    const { error } = console;
    console.error = (line: string) => logged.push(line);
    try {
        for (const name of Object.keys(problems)) {
            await settled(new PasswordDisablement(name, { identifier: 9999 }).urn);
        }
        await new Promise(setImmediate);
    } finally {
        console.error = error;
    }
    return logged;
}

describe("a program whose preview refuses declarations", () => {
    after(endPlay);

    it("says itself what is wrong with each, all at once, also with those that were answered before", async () => {
        const problems = { "first-dba": "1005: Password not found", second: "", "third-dba": "1006: not yours" };
        const logged = await errorsOf(true, problems);
        assert.deepEqual(logged.map((line) => line.match(/\d{4}: .*/)?.[0]).sort(), [
            "1005: Password not found",
            "1006: not yours",
        ]);
    });

    it("says nothing where nothing is wrong", async () => {
        assert.deepEqual(await errorsOf(true, { first: "", second: "" }), []);
    });

    it("says nothing in an update, whose checks fail by themselves", async () => {
        assert.deepEqual(await errorsOf(false, { first: "1005: Password not found" }), []);
    });

    it("does not end the process of somebody else's program, such as an inline one", async () => {
        const { exitCode } = process;
        await errorsOf(true, { first: "1005: Password not found" });
        assert.equal(process.exitCode, exitCode);
    });
});
