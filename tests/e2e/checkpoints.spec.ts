import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "../../engine/stack";
import { startPulumi } from "../support/runningPulumi";
import { declare, failedWith, storyTimeoutMs, succeeded, withVaultAndStack } from "../support/story";
import { until } from "../support/until";

const passwords = Array.from({ length: 60 }, (_, index) => ({ identifier: 1000 + index, canWrite: index !== 30 }));
const declaredOf = (some: typeof passwords) =>
    Object.fromEntries(some.map(({ identifier }) => [`p${identifier}`, { identifier }]));
const editable = declaredOf(passwords.filter(({ canWrite }) => canWrite));

/** Returns when the stack's state was last written. */
function writtenAt(stack: Stack): number {
    return statSync(join(stack.folder, "state", ".pulumi", "stacks", "test", "dev.json")).mtimeMs;
}

describe("an up without checkpoints (PULUMI_SKIP_CHECKPOINTS)", function () {
    this.timeout(storyTimeoutMs);

    const options = { env: { PULUMI_SKIP_CHECKPOINTS: "1" } };

    it("repeats the requests of a killed up, and changes nothing twice", async () => {
        await withVaultAndStack({ passwords, latencyMs: 50 }, options, async (vault, stack) => {
            await declare(stack, editable);
            const run = startPulumi(stack, ["up", "--yes", "--skip-preview", "--suppress-progress"]);
            let before = Number.NaN;
            try {
                await until(() => vault.count("disable") >= 5);
                before = writtenAt(stack);
                await until(() => vault.count("disable") >= 25);
                assert.equal(writtenAt(stack), before, "the run wrote the state before its end");
                run.signal("SIGKILL");
                await run.ended;
            } finally {
                await run.sweep();
            }
            succeeded(await stack.run(["cancel", "--yes"]));
            assert.deepEqual(await stack.resources(), {}, "the state contains what was done");
            succeeded(await stack.up("--skip-preview"));
            const done = vault.passwords().filter(({ canWrite }) => canWrite);
            assert.ok(done.every(({ active, changes }) => !active && changes === 1));
            const outcomes = Object.values(await stack.resources()).map(({ outputs }) => outputs.outcome);
            assert.ok(outcomes.includes("already-inactive") && outcomes.includes("deactivated"), outcomes.join());
        });
    });

    it("writes its state after an error and after Ctrl-C", async () => {
        await withVaultAndStack({ passwords, latencyMs: 50 }, options, async (vault, stack) => {
            await declare(stack, { ...editable, wrong: { identifier: 1030 } });
            failedWith(await stack.up("--skip-preview", "--continue-on-error"), "1006: User does not have access");
            const { length } = Object.keys(await stack.resources());
            assert.equal(length, 59);

            await stack.configure("test:declare", "{}");
            succeeded(await stack.up("--skip-preview"));
            await declare(stack, editable);
            const before = vault.count("disable");
            const run = startPulumi(stack, ["up", "--yes", "--skip-preview", "--suppress-progress"]);
            try {
                await until(() => vault.count("disable") >= before + 20);
                run.signal("SIGINT");
                await run.ended;
            } finally {
                await run.sweep();
            }
            const kept = Object.keys(await stack.resources()).length;
            assert.ok(kept >= 15 && kept < 59, `${kept} are in the state`);
        });
    });
});
