import assert from "node:assert/strict";
import { copyFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "mysafe-simulator";
import type { Stack } from "../../engine/stack";
import { describeForBothDoors } from "../support/doors";
import { startPulumi } from "../support/runningPulumi";
import { declare, storyTimeoutMs, succeeded, withVaultAndStack } from "../support/story";
import { until } from "../support/until";

const count = 100;
const rounds = 4;
const passwords = Array.from({ length: count }, (_, index) => ({ identifier: 1000 + index }));
const declared = Object.fromEntries(passwords.map(({ identifier }) => [`p${identifier}`, { identifier }]));

/** Repairs a torn state file as docs/troubleshooting.md describes. About one kill in a hundred leaves one. */
function repairTornState(stack: Stack): void {
    const stacks = join(stack.folder, "state", ".pulumi", "stacks", "test");
    for (const file of readdirSync(stacks).filter((name) => statSync(join(stacks, name)).size === 0)) {
        if (file.endsWith(".json.attrs")) {
            rmSync(join(stacks, file));
        } else if (file.endsWith(".json")) {
            copyFileSync(join(stacks, `${file}.bak`), join(stacks, file));
        }
    }
}

describeForBothDoors(`a killed engine during an up of ${count} passwords`, function () {
    this.timeout(storyTimeoutMs);

    for (let round = 1; round <= rounds; round += 1) {
        // A random point in each quarter of the run covers all phases.
        const point = Math.ceil(((round - 1 + Math.random()) * 0.95 * count) / rounds);
        it(`leaves no running process, and the next up disables all (killed after request ${point})`, async () => {
            let reached = () => {};
            const atPoint = new Promise<void>((resolve) => {
                reached = resolve;
            });
            let started: Simulator | undefined;
            const onRequest = () => {
                if ((started?.count("disable") ?? 0) >= point) {
                    reached();
                }
            };
            await withVaultAndStack({ passwords, onRequest, latencyMs: 20 }, {}, async (vault, stack) => {
                started = vault;
                await declare(stack, declared);
                const run = startPulumi(stack, ["up", "--yes", "--skip-preview", "--suppress-progress"]);
                try {
                    await Promise.race([atPoint, run.ended]);
                    run.signal("SIGKILL");
                    assert.equal((await run.ended).signal, "SIGKILL", run.output());
                    await until(() => !run.left().some((line) => /dynamic-provider|pulumi-resource-mysafe/.test(line)));
                } finally {
                    await run.sweep();
                }
                const requests = vault.requests.length;

                repairTornState(stack);
                succeeded(await stack.run(["cancel", "--yes"]));
                assert.equal(vault.requests.length, requests, "something went on after the engine's end");
                succeeded(await stack.run(["refresh", "--yes", "--clear-pending-creates", "--skip-preview"]));
                succeeded(await stack.up("--skip-preview"));
                assert.ok(vault.passwords().every(({ active, changes }) => !active && changes === 1));
                assert.equal(Object.keys(await stack.resources()).length, count);
                const clean = succeeded(await stack.preview("--expect-no-changes"));
                assert.doesNotMatch(clean.output, /warning|pending|error/i);
            });
        });
    }

    it("needs no refresh, since the next up repeats the pending creates", async () => {
        await withVaultAndStack({ passwords, latencyMs: 50 }, {}, async (vault, stack) => {
            await declare(stack, declared);
            const run = startPulumi(stack, ["up", "--yes", "--skip-preview", "--suppress-progress"]);
            try {
                await until(() => vault.count("disable") >= 20);
                run.signal("SIGKILL");
                await run.ended;
            } finally {
                await run.sweep();
            }
            repairTornState(stack);
            succeeded(await stack.run(["cancel", "--yes"]));
            succeeded(await stack.up());
            assert.ok(vault.passwords().every(({ active, changes }) => !active && changes === 1));
        });
    });
});
