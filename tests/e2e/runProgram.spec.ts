import assert from "node:assert/strict";
import type { Stack } from "../../engine/stack";
import { declare, failedWith, storyTimeoutMs, succeeded } from "../support/story";
import { assertActive, destroy, during, withDisabled } from "./support/declared";

const three = {
    one: { identifier: 312, onDestroy: "restore" },
    two: { identifier: 313 },
    three: { identifier: 314 },
};
const drift = "password 312 Oracle production, former DBA (m.souza) was re-enabled in the vault";

function refresh(stack: Stack, ...args: string[]) {
    return stack.refresh("--skip-preview", ...args);
}

describe("a destroy or a refresh with --run-program", function () {
    this.timeout(storyTimeoutMs);

    it("enables in a destroy, and neither disables nor refuses passwords that are not in the state", async () => {
        await withDisabled({ one: { identifier: 312, onDestroy: "restore" } }, async (vault, stack) => {
            await declare(stack, {
                one: { identifier: 312, onDestroy: "restore" },
                never: { identifier: 313, onDestroy: "restore" },
                wrong: { identifier: 9999 },
            });
            // Run the preview too.
            const [run, requests] = await during(vault, () => stack.destroy("--run-program"));
            assert.match(succeeded(run).output, /password 312 .*is active again/);
            assert.deepEqual(requests, ["token", "enable 312"]);
            assertActive(vault, 312, 313, 314, 315);
            assert.deepEqual(await stack.resources(), {});
        });
    });

    it("finds a drift in a refresh, which the next up corrects", async () => {
        await withDisabled(three, async (vault, stack) => {
            vault.setActive(312, true);
            const [run, requests] = await during(vault, () => refresh(stack, "--run-program"));
            assert.ok(succeeded(run).output.includes(drift), run.output);
            assert.deepEqual([...requests].sort(), ["read 312", "read 313", "read 314", "token"]);
            assert.equal((await stack.resources()).one?.outputs.status, "active");
            assert.equal((await stack.resources()).two?.outputs.status, "inactive");
            const [up, disables] = await during(vault, () => stack.up("--skip-preview"));
            succeeded(up);
            assert.deepEqual(disables, ["token", "disable 312"]);
            assert.equal((await stack.resources()).one?.outputs.driftCorrections, 1);
        });
    });

    it("keeps a deleted password as missing, and then refuses the preview of a program that declares it", async () => {
        await withDisabled(three, async (vault, stack) => {
            vault.removePassword(312);
            const { output } = succeeded(await refresh(stack, "--run-program"));
            assert.match(
                output,
                /password 312 .*is missing: the vault no longer has it\. Remove it from the program\./,
            );
            assert.equal((await stack.resources()).one?.outputs.status, "missing");
            failedWith(await stack.preview(), "resource 'one': property identifier value {312} has a problem: 1005");
        });
    });
});

describe("a refresh as part of a preview or an up", function () {
    this.timeout(storyTimeoutMs);

    // A vault that hides inactive passwords lists only the active one.
    it("shows and corrects a drift, and does not report an inactive password as missing", async () => {
        await withDisabled(
            three,
            async (vault, stack) => {
                vault.setActive(312, true);
                const preview = succeeded(await stack.preview("--refresh", "--diff")).output;
                assert.ok(preview.includes(drift), preview);
                assert.match(preview, /~ status\s*: "active" => "inactive"/);
                assert.match(preview, /~ 1 to update\n\s+3 unchanged/);
                assertActive(vault, 312, 315);
                assert.equal((await stack.resources()).one?.outputs.status, "inactive", "a preview saves nothing");

                assert.match(succeeded(await stack.up("--refresh")).output, /~ 1 updated\n\s+3 unchanged/);
                assertActive(vault, 315);
                assert.equal(vault.count("enable"), 0);
            },
            { listInactive: false },
        );
    });

    it("refuses only a deleted password that the program declares", async () => {
        await withDisabled(
            three,
            async (vault, stack) => {
                vault.removePassword(312);
                const refused = failedWith(
                    await stack.preview("--refresh"),
                    /password 312 .*is missing: the vault no longer has it/,
                    "error: resource 'one': property identifier value {312} has a problem: 1005: Password not found",
                    "Solution: remove it from the program.",
                );
                assert.match(refused.output, /\n\s+1 errored/);
                assert.doesNotMatch(refused.output, /value \{31[34]\}/);
                await declare(stack, { two: three.two, three: three.three });
                const { output } = succeeded(await destroy(stack, "--refresh"));
                assert.match(output, /password 312 .*is missing: the vault no longer has it\. /);
                assert.match(output, /password 312 .*is not enabled: the vault no longer has it/);
                assert.deepEqual(await stack.resources(), {});
            },
            { listInactive: true },
        );
    });
});
