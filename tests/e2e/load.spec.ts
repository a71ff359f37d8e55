import assert from "node:assert/strict";
import type { SimulatorOptions } from "mysafe-simulator";
import { injectShares } from "../support/shares";
import { declare, storyTimeoutMs, succeeded, withVaultAndStack } from "../support/story";

/** An up of many passwords against a vault with limits and faults. */
interface Load {
    title: string;
    count: number;
    options: SimulatorOptions;
    mostRequests: number;
    failures: Parameters<typeof injectShares>[1];
}

const loads: Load[] = [
    {
        // The limit is so low that even a slow engine exceeds it.
        title: "a vault that limits to 40 requests in 4 seconds",
        count: 100,
        options: { rateLimit: { requests: 40, perSeconds: 4 } },
        mostRequests: 1.5,
        failures: [],
    },
    {
        title: "a vault that fails a fifth of the calls",
        count: 200,
        options: {},
        mostRequests: 1.4,
        failures: [
            { share: 0.05, kind: "timeout504" },
            { share: 0.05, kind: "badGateway502" },
            { share: 0.05, kind: "unavailable503" },
            { share: 0.05, kind: "reset" },
        ],
    },
    {
        title: "a vault that fails more than a third of the calls",
        count: 200,
        options: {},
        mostRequests: 1.9,
        failures: [
            { share: 0.15, kind: "timeout504" },
            { share: 0.1, kind: "badGateway502" },
            { share: 0.05, kind: "reset" },
            { share: 0.05, kind: "rateLimit429" },
        ],
    },
];

describe("many passwords in one up", function () {
    this.timeout(storyTimeoutMs);

    for (const { title, count, options, mostRequests, failures } of loads) {
        it(`become inactive by one change and under ${mostRequests} requests each, without a failure (${count} in ${title})`, async () => {
            const passwords = Array.from({ length: count }, (_, index) => ({ identifier: 1000 + index }));
            const declared = passwords.map(({ identifier }) => [`p${identifier}`, { identifier }]);
            await withVaultAndStack({ ...options, passwords }, {}, async (vault, stack) => {
                await declare(stack, Object.fromEntries(declared));
                injectShares(vault, failures, 1);
                const run = succeeded(await stack.up());
                assert.doesNotMatch(run.output, /error|fail|warning/i);
                assert.ok(vault.passwords().every(({ active, changes }) => !active && changes === 1));
                const requests = vault.requests.length / count;
                assert.ok(requests < mostRequests, `${requests} requests for each password`);
                assert.ok(
                    vault.requests.some(({ status }) => status !== 200),
                    "the vault accepted every request",
                );
                vault.clearFaults();
            });
        });
    }
});
