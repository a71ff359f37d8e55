import assert from "node:assert/strict";
import type { FaultKind, Simulator, SimulatorOptions } from "mysafe-simulator";
import { declare, nothingToDo, storyTimeoutMs, succeeded, withVaultAndStack } from "../support/story";

/** One up of many passwords, and what the vault makes of it. */
interface Load {
    title: string;
    count: number;
    options: SimulatorOptions;
    mostRequests: number;
    /** The share of calls that each kind of failure meets, half of them after the vault acted. */
    failures: Partial<Record<FaultKind, number>>;
}

const loads: Load[] = [
    {
        title: "a vault that limits to 50 requests a second",
        count: 500,
        options: { rateLimit: { requests: 50, perSeconds: 1 } },
        mostRequests: 1.5,
        failures: {},
    },
    {
        title: "a vault that fails a fifth of the calls",
        count: 500,
        options: {},
        mostRequests: 1.4,
        failures: { timeout504: 0.05, badGateway502: 0.05, unavailable503: 0.05, reset: 0.05 },
    },
    {
        title: "a vault that fails more than a third of the calls",
        count: 300,
        options: {},
        mostRequests: 1.9,
        failures: { timeout504: 0.15, badGateway502: 0.1, reset: 0.05, rateLimit429: 0.05 },
    },
];

/** Injects failures as shares of all calls; a simulator's rate is a share of what the faults before it let pass. */
function arrange(vault: Simulator, failures: Load["failures"]): void {
    let passing = 1;
    for (const [kind, share] of Object.entries(failures) as [FaultKind, number][]) {
        for (const act of kind === "rateLimit429" ? [false, false] : [false, true]) {
            vault.inject({ kind, act, route: "disable", rate: share / 2 / passing });
            passing -= share / 2;
        }
    }
}

describe("many passwords in one up", function () {
    this.timeout(2 * storyTimeoutMs);

    for (const { title, count, options, mostRequests, failures } of loads) {
        it(`are all inactive, each changed once, in under ${mostRequests} requests for each, with no failure shown: ${count} in ${title}`, async () => {
            const passwords = Array.from({ length: count }, (_, index) => ({ identifier: 1000 + index }));
            const declared = passwords.map(({ identifier }) => [`p${identifier}`, { identifier }]);
            await withVaultAndStack({ ...options, passwords }, {}, async (vault, stack) => {
                await declare(stack, Object.fromEntries(declared));
                arrange(vault, failures);
                const run = succeeded(await stack.up());
                assert.doesNotMatch(run.output, /error|fail|warning/i);
                assert.ok(vault.passwords().every(({ active, changes }) => !active && changes === 1));
                const requests = vault.requests.length / count;
                assert.ok(requests < mostRequests, `${requests} requests for each password`);
                assert.ok(
                    vault.requests.some(({ status }) => status !== 200),
                    "the vault never said no",
                );
                vault.clearFaults();
                await nothingToDo(stack);
            });
        });
    }
});
