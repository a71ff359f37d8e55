import assert from "node:assert/strict";
import type { Simulator } from "mysafe-simulator";
import { Vault } from "../../provider/src/client/vault";
import { injectShares } from "../support/shares";
import { closeAll, open, seeds, settingsOf, start } from "../unit/support/vault";

/** Runs all actions at once. Rejects with the first error. */
const disableAll = (vault: Vault, count: number) =>
    Promise.all(seeds(count).map(({ identifier }) => vault.disable(String(identifier))));

function assertAllDisabledOnce(simulator: Simulator): void {
    const wrong = simulator.passwords().filter(({ active, changes }) => active || changes !== 1);
    assert.deepEqual(wrong, []);
}

describe("150 passwords at once", () => {
    afterEach(closeAll);

    it("are disabled through a limit of 50 requests a second, with fewer than 1.5 requests each", async () => {
        const simulator = await start({ passwords: seeds(150), rateLimit: { requests: 50, perSeconds: 1 } });
        const begun = performance.now();
        await disableAll(new Vault(settingsOf(simulator)), 150);
        const seconds = (performance.now() - begun) / 1000;
        assertAllDisabledOnce(simulator);
        assert.ok(simulator.requests.length < 1.5 * 150, `${simulator.requests.length} requests`);
        assert.ok(seconds < 9, `${seconds} s`);
    });
});

describe("500 passwords at once", function () {
    this.timeout(60_000);
    afterEach(closeAll);

    for (const seed of [1, 2, 3]) {
        it(`become inactive with a fifth of failed calls and fewer than 1.4 requests each (seed ${seed})`, async () => {
            const { simulator, vault } = await open({ passwords: seeds(500) });
            injectShares(
                simulator,
                [
                    { share: 0.05, kind: "timeout504" },
                    { share: 0.05, kind: "badGateway502" },
                    { share: 0.02, kind: "unavailable503" },
                    { share: 0.03, kind: "reset" },
                    { share: 0.02, kind: "cutBody" },
                    { share: 0.01, kind: "html200" },
                    { share: 0.02, kind: "rateLimit429", retryAfter: "1" },
                ],
                seed,
            );
            await disableAll(vault, 500);
            assertAllDisabledOnce(simulator);
            const { length } = simulator.requests;
            assert.ok(length > 1.15 * 500 && length < 1.4 * 500, `${length} requests`);
        });
    }
});

describe("300 passwords at once with 35 % of failed calls, half of them after the vault acted", () => {
    afterEach(closeAll);

    for (const seed of [1, 2, 3, 4, 5]) {
        it(`are all disabled, each changed once (seed ${seed})`, async () => {
            // With the default retries, 1 run of 3000 fails. This test must never fail.
            const { simulator, vault } = await open({ passwords: seeds(300) }, { maxRetries: 20, maxRetryMs: 300_000 });
            injectShares(
                simulator,
                [
                    { share: 0.15, kind: "timeout504" },
                    { share: 0.1, kind: "badGateway502" },
                    { share: 0.05, kind: "reset" },
                    { share: 0.05, kind: "rateLimit429" },
                ],
                seed,
            );
            const results = await disableAll(vault, 300);
            assert.equal(results.length, 300);
            assertAllDisabledOnce(simulator);
            const met = simulator.requests.filter(({ fault }) => fault !== undefined).length;
            assert.ok(met > 0.25 * simulator.requests.length, `${met} faults`);
        });
    }
});
