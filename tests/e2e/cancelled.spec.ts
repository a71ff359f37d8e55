import assert from "node:assert/strict";
import { describeForBothDoors } from "../support/doors";
import { type RunningPulumi, startPulumi } from "../support/runningPulumi";
import { declare, storyTimeoutMs, succeeded, withVaultAndStack } from "../support/story";
import { until } from "../support/until";

const identifiers = [312, 313, 314, 315];
const declared = Object.fromEntries(identifiers.map((identifier) => [`p${identifier}`, { identifier }]));
const passwords = identifiers.map((identifier) => ({ identifier }));
const up = ["up", "--yes", "--skip-preview", "--suppress-progress"];

/** Sends the signal of Ctrl-C after `ready`, and asserts that the run fails within seconds. Returns its output. */
async function cancel(run: RunningPulumi, ready: () => Promise<void>): Promise<string> {
    try {
        await ready();
        run.signal("SIGINT");
        const { exitCode, secondsAfterSignal } = await run.ended;
        assert.notEqual(exitCode, 0);
        assert.ok(secondsAfterSignal < 5, `the run took ${secondsAfterSignal} s`);
    } finally {
        await run.sweep();
    }
    return run.output();
}

describeForBothDoors("a run after Ctrl-C", function (door) {
    this.timeout(storyTimeoutMs);

    for (const act of [false, true]) {
        it(`ends at once and keeps sent requests as unconfirmed, which the next up settles if the vault had ${act ? "" : "not "}acted`, async () => {
            await withVaultAndStack({ passwords }, {}, async (vault, stack) => {
                await declare(stack, declared);
                vault.inject({ kind: "hang", route: "disable", times: Number.POSITIVE_INFINITY, act });
                const underWay = () => until(() => vault.count("disable") === identifiers.length);
                const output = await cancel(startPulumi(stack, up), underWay);
                assert.match(
                    output,
                    /password 31\d .*may still be active: the request to disable it was sent but not confirmed/,
                );
                assert.match(output, /cancelled before the response came/);
                assert.match(output, /Cause: the run was cancelled\./);
                const kept = Object.values(await stack.resources());
                assert.deepEqual(
                    kept.map(({ outputs }) => outputs.status),
                    identifiers.map(() => "unconfirmed"),
                );

                vault.clearFaults();
                succeeded(await stack.run(["refresh", "--yes", "--skip-preview"]));
                const run = succeeded(await stack.up());
                assert.match(run.output, /~ 4 to update/);
                assert.match(
                    run.output,
                    /warning: an earlier run sent requests that were not confirmed\. The update sends them again\./,
                );
                assert.ok(vault.passwords().every(({ active, changes }) => !active && changes === 1));
                for (const { outputs } of Object.values(await stack.resources())) {
                    assert.deepEqual(
                        [outputs.status, outputs.outcome],
                        ["inactive", act ? "already-inactive" : "deactivated"],
                    );
                }
            });
        });
    }

    it("ends the wait for a retry at once, also in a preview, and keeps nothing", async () => {
        await withVaultAndStack({ passwords }, {}, async (vault, stack) => {
            await declare(stack, declared);
            vault.inject({
                kind: "rateLimit429",
                retryAfter: "60",
                route: "disable",
                times: Number.POSITIVE_INFINITY,
            });
            vault.inject({ kind: "rateLimit429", retryAfter: "60", route: "list", times: Number.POSITIVE_INFINITY });
            for (const [command, route] of [
                [up, "disable"],
                [["preview", "--suppress-progress"], "list"],
            ] as const) {
                // The plugin asks for the list before an update, too, unless the preflight is off.
                const isOff = door === "plugin" && route === "disable";
                await stack.configure("mysafe:preflight", isOff ? "off" : "strict");
                await stack.configure("mysafe:keepNames", String(!isOff));
                const before = vault.count(route);
                await cancel(startPulumi(stack, command), async () => {
                    await until(() => vault.count(route) > before);
                    // The response arrives before the signal, which therefore ends the wait for the retry.
                    await new Promise((resolve) => setTimeout(resolve, 500));
                });
            }
            assert.deepEqual(await stack.resources(), {});
            vault.clearFaults();
            succeeded(await stack.up("--skip-preview"));
        });
    });
});
