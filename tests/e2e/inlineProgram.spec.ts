import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Simulator } from "mysafe-simulator";
import type { Stack } from "../../engine/stack";
import { writeProgram } from "../support/packedProject";
import { connectionEnvironment, storyTimeoutMs, withStack, withVault } from "../support/story";

/** A process that runs an inline program of the Automation API repeatedly and records the result of each run. */
const driver = `
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const { PasswordDisablement } = require("pulumi-mysafe");
let declared;
async function program() {
    const made = Object.entries(declared).map(([name, args]) => [name, new PasswordDisablement(name, args).status]);
    return Object.fromEntries(made);
}
async function main() {
    const workDir = process.argv[3];
    const args = { stackName: "dev", projectName: "inline", program };
    const stack = await LocalWorkspace.createOrSelectStack(args, workDir && { workDir });
    const ends = [];
    for (const [command, declarations] of JSON.parse(process.argv[2])) {
        declared = declarations;
        try {
            const { stdout, changeSummary, summary } = await stack[command]({ color: "never" });
            ends.push({ stdout, changes: changeSummary ?? summary.resourceChanges });
        } catch (error) {
            ends.push({ rejected: error.constructor.name + ": " + error.message });
        }
    }
    console.log(JSON.stringify({ ends, exitCode: process.exitCode }));
}
main();
`;

interface End {
    stdout?: string;
    changes?: Record<string, number>;
    rejected?: string;
}

type Step = [command: "preview" | "up" | "refresh" | "destroy", declared: Record<string, unknown>];

/**
 * Runs the steps in one process with a stack's engine and folders.
 *
 * @param elsewhere The folder of the process and the work folder of the stack, if they are not the default.
 */
async function drive(
    { env, folder: temporary }: Stack,
    steps: Step[],
    elsewhere?: { cwd: string; workDir: string },
): Promise<{ ends: End[]; exitCode?: number }> {
    const folder = await writeProgram("inline-driver", driver);
    const args = [join(folder, "index.js"), JSON.stringify(steps), ...(elsewhere ? [elsewhere.workDir] : [])];
    const { stdout } = await promisify(execFile)(process.execPath, args, {
        cwd: elsewhere?.cwd ?? folder,
        // The SDK does not remove the temporary workspace of an inline program.
        env: { ...env, TMPDIR: temporary, TEMP: temporary },
        timeout: storyTimeoutMs,
        killSignal: "SIGTERM",
    });
    return JSON.parse(stdout);
}

function withDriver(use: (vault: Simulator, stack: Stack) => Promise<void>): Promise<void> {
    return withVault({}, (vault) => withStack({ env: connectionEnvironment(vault) }, (stack) => use(vault, stack)));
}

describe("an inline program of the Automation API", function () {
    this.timeout(storyTimeoutMs);

    it("rejects a preview with all failures, and continues in the same process", async () => {
        await withDriver(async (vault, stack) => {
            const right = { right: { identifier: 312, onDestroy: "restore" } };
            const wrong = { ...right, wrong: { identifier: 9999 }, closed: { identifier: 404 } };
            const { ends, exitCode } = await drive(stack, [
                ["preview", wrong],
                ["preview", right],
                ["up", right],
                ["preview", wrong],
                ["preview", right],
                ["refresh", right],
                ["destroy", {}],
            ]);
            const [refused, allowed, upped, refusedAgain, unchanged, refreshed, destroyed] = ends;
            for (const { rejected = "it was not rejected" } of [refused ?? {}, refusedAgain ?? {}]) {
                assert.match(rejected, /^CommandError: /);
                for (const text of [
                    "resource 'wrong': property identifier value {9999} has a problem: 1005: Password not found",
                    "resource 'closed': property identifier value {404 Board portal, view only (board)} has a problem: 1006: User does not have access",
                ]) {
                    assert.ok(rejected.includes(text), rejected);
                }
                assert.doesNotMatch(rejected, /^\s+at .+:\d+:\d+/m, "a stack trace");
            }
            assert.deepEqual(allowed?.changes, { create: 2 }, JSON.stringify(allowed));
            assert.deepEqual(upped?.changes, { create: 2 }, JSON.stringify(upped));
            assert.deepEqual(unchanged?.changes, { same: 2 }, JSON.stringify(unchanged));
            assert.deepEqual(refreshed?.changes, { same: 2 }, JSON.stringify(refreshed));
            assert.match(destroyed?.stdout ?? JSON.stringify(destroyed), /password 312 .*is active again/);
            assert.equal(exitCode, undefined, "the program of the host is not marked as failed");
            assert.deepEqual([vault.count("disable"), vault.count("enable"), vault.password(312).changes], [1, 1, 2]);
        });
    });

    it("works where the `main` of its settings alone finds the package, and warns about the process's folder", async () => {
        await withDriver(async (vault, stack) => {
            const [cwd, workDir] = ["cwd", "work"].map((name) => join(stack.folder, name)) as [string, string];
            mkdirSync(cwd);
            mkdirSync(workDir);
            const main = await writeProgram("inline-driver", driver);
            writeFileSync(join(workDir, "Pulumi.yaml"), JSON.stringify({ name: "inline", runtime: "nodejs", main }));
            const one = { one: { identifier: 312 } };
            const { ends } = await drive(stack, [["up", one]], { cwd, workDir });
            assert.deepEqual(ends[0]?.changes, { create: 2 }, JSON.stringify(ends));
            assert.ok(
                ends[0]?.stdout?.includes(`warning: Pulumi's provider process cannot load pulumi-mysafe from ${cwd}\n`),
                ends[0]?.stdout,
            );
            assert.equal(vault.count("disable"), 1);
        });
    });
});
