import assert from "node:assert/strict";
import type { Fault } from "mysafe-simulator";
import { declare, storyTimeoutMs, succeeded, withVaultAndStack } from "../support/story";

describe("a vault with temporary failures", function () {
    this.timeout(storyTimeoutMs);

    const timeouts: Fault = { kind: "timeout504", times: 3 };
    const htmlPage: Fault = { kind: "badGateway502", bodyKind: "html" };
    const stories: [name: string, identifier: number, fault: Fault, disables: number, outcome: string][] = [
        ["three timeouts", 312, timeouts, 4, "deactivated"],
        ["a bad gateway page in HTML", 313, htmlPage, 2, "deactivated"],
        ["none of its nodes is up", 314, { kind: "unavailable503" }, 2, "deactivated"],
        ["it limits the rate", 315, { kind: "rateLimit429", retryAfter: "1" }, 2, "deactivated"],
        ["it resets the connection", 320, { kind: "reset" }, 2, "deactivated"],
        ["done, then a timeout", 321, { kind: "timeout504", act: true }, 2, "already-inactive"],
        ["done, then a cut answer", 330, { kind: "cutBody", act: true }, 2, "already-inactive"],
    ];

    it("receives a retry after each fault, which finds the passwords that an earlier attempt disabled", async () => {
        await withVaultAndStack({}, {}, async (vault, stack) => {
            await declare(stack, Object.fromEntries(stories.map(([name, identifier]) => [name, { identifier }])));
            for (const [, identifier, fault] of stories) {
                vault.inject({ ...fault, identifier, route: "disable" });
            }
            succeeded(await stack.up("--skip-preview"));
            const resources = await stack.resources();
            for (const [name, identifier, , disables, outcome] of stories) {
                const { active, changes } = vault.password(identifier);
                assert.deepEqual([active, changes], [false, 1], name);
                const sent = vault.requests.filter((one) => one.route === "disable" && one.identifier === identifier);
                assert.equal(sent.length, disables, name);
                assert.equal(resources[name]?.outputs.outcome, outcome, name);
            }
        });
    });
});
