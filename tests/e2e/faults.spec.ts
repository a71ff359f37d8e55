import assert from "node:assert/strict";
import type { Fault } from "mysafe-simulator";
import { declare, nothingToDo, storyTimeoutMs, succeeded, withVaultAndStack } from "../support/story";

describe("a vault that falters", function () {
    this.timeout(storyTimeoutMs);

    const stories: [title: string, fault: Fault, disables: number, outcome: string][] = [
        ["is asked again after three timeouts (504)", { kind: "timeout504", times: 3 }, 4, "deactivated"],
        [
            "is asked again after a bad gateway page in HTML",
            { kind: "badGateway502", bodyKind: "html" },
            2,
            "deactivated",
        ],
        ["is asked again when none of its nodes is up", { kind: "unavailable503" }, 2, "deactivated"],
        ["is asked again when it limits the rate", { kind: "rateLimit429", retryAfter: "1" }, 2, "deactivated"],
        ["is asked again when it resets the connection", { kind: "reset" }, 2, "deactivated"],
        [
            'may have "done it, then timed out": the retry finds the password inactive',
            { kind: "timeout504", act: true },
            2,
            "already-inactive",
        ],
        [
            "may have done it, then cut the answer: the retry finds the password inactive",
            { kind: "cutBody", act: true },
            2,
            "already-inactive",
        ],
    ];

    for (const [title, fault, disables, outcome] of stories) {
        it(title, async () => {
            await withVaultAndStack({}, {}, async (vault, stack) => {
                await declare(stack, { "former-dba": { identifier: 312 } });
                vault.inject({ ...fault, route: "disable" });
                succeeded(await stack.up("--skip-preview"));
                assert.equal(vault.password(312).active, false);
                assert.equal(vault.password(312).changes, 1);
                assert.equal(vault.count("disable"), disables);
                assert.equal((await stack.resources())["former-dba"]?.outputs.outcome, outcome);
                await nothingToDo(stack);
            });
        });
    }
});
