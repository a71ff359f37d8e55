import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Simulator } from "mysafe-simulator";
import { Stack } from "../../engine/stack";
import { nothingToDo, storyTimeoutMs, withVault } from "../support/story";
import { copyOf, freshEnvironment } from "./support/withExample";

/** The passwords of the second vault, where 312 is another password. */
const ofBranch = [{ identifier: 7 }, { identifier: 312 }];

describe("examples/multi-vault", function () {
    this.timeout(storyTimeoutMs);

    it("disables each stack's passwords in its own vault, and then plans no change", async () => {
        await withTwoVaults({}, async (headOffice, branch, stack) => {
            const first = await everyVault(stack);
            assert.equal(first.exitCode, 0, first.output);
            assert.ok(first.output.includes(`branch: 1 inactive in ${branch.url}`), first.output);
            assert.ok(first.output.includes(`head-office: 2 inactive in ${headOffice.url}`), first.output);
            assert.deepEqual([disabledIn(headOffice), disabledIn(branch)], [[312, 313], [7]]);

            await nothingToDo(stack, "--stack", "head-office");
            await nothingToDo(stack, "--stack", "branch");
        });
    });

    it("changes nothing in any vault if one vault refuses a password", async () => {
        await withTwoVaults({}, async (headOffice, branch, stack) => {
            await stack.expect(["config", "set", "--stack", "head-office", "identifiers", "[312, 9999]"]);
            const { exitCode, output } = await everyVault(stack);
            assert.equal(exitCode, 1, output);
            assert.match(output, /value \{9999\} has a problem: 1005: Password not found/);
            assert.match(output, /Nothing was changed in any vault: the preview of head-office failed, see above\./);
            assert.deepEqual([headOffice.count("disable"), branch.count("disable")], [0, 0]);
        });
    });

    it("continues with the other vaults if one fails after its preview, and completes it in the next run", async () => {
        await withTwoVaults({ listInactive: true }, async (headOffice, branch, stack) => {
            branch.inject({ kind: "error500", route: "disable" });
            const { exitCode, output } = await everyVault(stack);
            assert.equal(exitCode, 1, output);
            assert.match(output, /branch: failed, see above\nhead-office: 2 inactive/);
            assert.deepEqual([disabledIn(headOffice), disabledIn(branch)], [[312, 313], []]);

            const second = await everyVault(stack);
            assert.equal(second.exitCode, 0, second.output);
            assert.match(second.output, /branch: 1 inactive .*\nhead-office: 2 inactive /);
            assert.deepEqual([headOffice.count("disable"), branch.count("disable")], [2, 2]);
        });
    });
});

/** Starts two vaults, and creates the example with a stack for each. */
function withTwoVaults(
    options: { listInactive?: boolean },
    use: (headOffice: Simulator, branch: Simulator, stack: Stack) => Promise<void>,
): Promise<void> {
    return withVault(options, (headOffice) =>
        withVault({ ...options, passwords: ofBranch, clientId: "branch" }, async (branch) => {
            const stack = new Stack(await copyOf("multi-vault"), await freshEnvironment());
            try {
                await connect(stack, "head-office", headOffice, [312, 313]);
                await connect(stack, "branch", branch, [7]);
                await use(headOffice, branch, stack);
            } finally {
                stack.remove();
            }
        }),
    );
}

async function connect(stack: Stack, name: string, vault: Simulator, identifiers: number[]): Promise<void> {
    await stack.expect(["stack", "init", name]);
    const plain = [
        `mysafe:url=${vault.url}`,
        `mysafe:clientId=${vault.clientId}`,
        `identifiers=${JSON.stringify(identifiers)}`,
    ].flatMap((setting) => ["--plaintext", setting]);
    const secret = ["--secret", `mysafe:clientSecret=${vault.clientSecret}`];
    await stack.expect(["config", "set-all", "--stack", name, ...plain, ...secret]);
}

/** Runs the example's script with its version of `tsx`. */
function everyVault(stack: Stack): Promise<{ exitCode: number; output: string }> {
    const { resolve } = createRequire(join(stack.folder, "package.json"));
    const tsx = join(dirname(resolve("tsx/package.json")), "dist", "cli.mjs");
    return new Promise((ended) => {
        const options = { cwd: stack.folder, env: stack.env };
        execFile(process.execPath, [tsx, "everyVault.ts"], options, (error, stdout, stderr) => {
            ended({ exitCode: error === null ? 0 : Number(error.code), output: stdout + stderr });
        });
    });
}

function disabledIn(vault: Simulator): number[] {
    return vault.passwords().flatMap(({ identifier, changes }) => (changes > 0 ? [identifier] : []));
}
