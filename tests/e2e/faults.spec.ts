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

describe("an outage of the vault", function () {
    this.timeout(storyTimeoutMs);

    it("has one line within 5 s, and one error with cause and solution, whatever number of resources fails", async () => {
        const passwords = Array.from({ length: 12 }, (_, index) => ({ identifier: 312 + index }));
        const config = { "mysafe:maxRetries": "5" };
        // In a pipeline, no progress is shown for the first 30 s.
        await withVaultAndStack({ passwords }, { config, env: { CI: "true" } }, async (vault, stack) => {
            await declare(stack, Object.fromEntries(passwords.map((one) => [`p${one.identifier}`, one])));
            vault.inject({ kind: "unavailable503", route: "disable", times: Number.POSITIVE_INFINITY });
            let begunAt = Number.NaN;
            const watch = setInterval(() => {
                if (vault.count("disable") > 0) {
                    begunAt = performance.now();
                    clearInterval(watch);
                }
            }, 10);
            let loggedAt = Number.NaN;
            const echo = (text: string) => {
                if (Number.isNaN(loggedAt) && text.includes("waiting for the vault: 503")) {
                    loggedAt = performance.now();
                }
            };
            const { exitCode, output } = await stack.run(["up", "--yes", "--skip-preview", "--parallel", "12"], echo);
            assert.notEqual(exitCode, 0);
            assert.ok(loggedAt - begunAt < 5_000, `${loggedAt - begunAt} ms\n${output}`);
            assert.doesNotMatch(output, /disabling:/);
            const diagnostics = output.slice(output.indexOf("Diagnostics:"));
            const count = (text: RegExp) => diagnostics.match(text)?.length;
            assert.deepEqual(
                [/waiting for the vault/g, / Cause: /g, / Solution: /g, /see the run's first error about POST/g].map(
                    count,
                ),
                [1, 1, 1, 11],
                diagnostics,
            );
            for (const { identifier } of passwords) {
                assert.match(diagnostics, new RegExp(`password ${identifier} .*may still be active: `));
            }
        });
    });
});
