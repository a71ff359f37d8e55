import assert from "node:assert/strict";
import { createTransport } from "../../provider/src/client/transport";
import { Vault } from "../../provider/src/client/vault";
import { fakeClock } from "../unit/support/clock";
import { closeAll, type Opened, seeds, settingsOf, start } from "../unit/support/vault";

/** Starts a vault whose tokens live 300 s, and a client that sends one slow request at a time. */
async function openSlow(count: number, seconds: number): Promise<Pick<Opened, "simulator" | "vault">> {
    const simulator = await start({ passwords: seeds(count), tokenLifetimeSeconds: 300 });
    const settings = settingsOf(simulator, { maxConcurrency: 1 });
    const clock = fakeClock();
    const send = createTransport(settings);
    const vault = new Vault(settings, {
        clock,
        transport: async (request) => {
            clock.advance(seconds * 1000);
            simulator.advance(seconds);
            return send(request);
        },
    });
    return { simulator, vault };
}

describe("a token that expires while calls are queued", () => {
    afterEach(closeAll);

    it("is renewed before they send it", async () => {
        const { simulator, vault } = await openSlow(10, 50);
        await Promise.all(seeds(10).map(({ identifier }) => vault.disable(String(identifier))));
        assert.equal(simulator.requests.filter(({ status }) => status === 401).length, 0);
        assert.ok(simulator.passwords().every(({ active }) => !active));
    });

    it("does not fail a call that waits longer than the lifetime of two tokens", async () => {
        const { simulator, vault } = await openSlow(30, 50);
        const ended = await Promise.allSettled(seeds(30).map(({ identifier }) => vault.disable(String(identifier))));
        assert.equal(ended.filter(({ status }) => status === "rejected").length, 0);
        assert.ok(simulator.passwords().every(({ active }) => !active));
    });
});

describe("a retry", () => {
    afterEach(closeAll);

    it("does not time out behind first attempts in the queue", async () => {
        const { simulator, vault } = await openSlow(100, 2);
        simulator.inject({ kind: "timeout504", route: "disable", identifier: 1 });
        const ended = await Promise.allSettled(seeds(100).map(({ identifier }) => vault.disable(String(identifier))));
        assert.equal(ended.filter(({ status }) => status === "rejected").length, 0);
        assert.ok(simulator.passwords().every(({ active, changes }) => !active && changes === 1));
    });
});
