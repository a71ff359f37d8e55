import assert from "node:assert/strict";
import { mock } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import { type CallerInfo, callerKey, previewKey } from "../../../provider/src/dynamic/callerInfo";
import { packPlan } from "../../../provider/src/dynamic/packedPlan";
import type { PlannedAction, PlannedChange } from "../../../provider/src/lifecycle/plan";
import { PasswordDisablement } from "../../../provider/src/resources/passwordDisablement";
import { PasswordDisablementSet } from "../../../provider/src/resources/passwordDisablementSet";
import { endProgram, logged, outputValue, programEnded, registered, startProgram } from "../support/mockEngine";

/** Declares a password for each name, and returns the errors that the program logs. `check` refuses those with a message. */
async function errorsOf(phase: "preview" | "update", messages: Record<string, string>): Promise<string[]> {
    await startProgram(phase, ({ name, inputs }) => {
        const message = messages[name];
        return { ...inputs, ...(message ? { [previewKey]: [message] } : {}) };
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

describe("a program with declarations that a preview plans", () => {
    afterEach(endProgram);

    /** Declares a set for each name, and returns what the program logs. `check` plans to disable the given passwords. */
    async function logOf(
        phase: "preview" | "update",
        actions: Record<string, PlannedAction>,
        { refused = "", identifiers = [312] as pulumi.Input<number[]> } = {},
    ): Promise<string[]> {
        await startProgram(phase, ({ name, inputs }) => {
            const action = actions[name];
            const objects = [{ identifier: "312", name: "Github" }];
            const plan: PlannedChange[] =
                action === undefined ? [] : [{ action, objects, noun: "password", isReported: false }];
            const { isSecret } = inputs[callerKey];
            const hidden =
                name === refused ? { [previewKey]: ["1005"] } : { [previewKey]: packPlan(plan, 1, isSecret) };
            return { ...inputs, ...hidden };
        });
        const lines: string[] = [];
        for (const method of ["log", "warn", "error"] as const) {
            mock.method(console, method, (line: string) => lines.push(`${method}: ${line}`));
        }
        try {
            for (const name of Object.keys(actions)) {
                await outputValue(new PasswordDisablementSet(name, { identifiers }).urn);
            }
            await programEnded();
        } finally {
            mock.restoreAll();
        }
        return lines;
    }

    it("logs one summary of all", async () => {
        assert.deepEqual(await logOf("preview", { first: "disable", second: "inactive" }), [
            "log: info: [runtime] pulumi-mysafe: 1 to disable, 1 already inactive in 2 sets:\n  first: 312 Github\n  second: 312 Github, already inactive",
        ]);
    });

    it("logs a warning at what was re-enabled", async () => {
        const [warning, summary, ...others] = await logOf("preview", { first: "disableAgain" });
        assert.match(warning ?? "", /^warn: .*password 312 Github was re-enabled in the vault: to disable again$/);
        assert.deepEqual([summary, others], ["log: info: [runtime] pulumi-mysafe: 1 to disable again", []]);
    });

    it("logs no summary where something is refused", async () => {
        const lines = await logOf("preview", { first: "disable", second: "disable" }, { refused: "second" });
        assert.deepEqual(
            lines.map((line) => line.split(":")[0]),
            ["error"],
        );
    });

    it("hides identifiers that the program keeps secret", async () => {
        const [summary] = await logOf("preview", { first: "disable" }, { identifiers: pulumi.secret([312]) });
        assert.equal(summary, "log: info: [runtime] pulumi-mysafe: 1 to disable:\n  first: 1 secret");
    });

    it("logs nothing in an update", async () => {
        assert.deepEqual(await logOf("update", { first: "disable" }), []);
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
        assert.deepEqual(await infoOf("update", "second"), {
            phase: "update",
            place: first.place + 1,
            name: "second",
            isSecret: false,
        });
        assert.equal(first.phase, "preview");
    });
});
