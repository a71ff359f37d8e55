import assert from "node:assert/strict";
import { closeAll, connect, start } from "./connect";

describe("injected faults", () => {
    afterEach(closeAll);

    it("are met in the order of injection, each as many times as it says", async () => {
        const { vault, list } = await connect();
        vault.inject({ kind: "timeout504", times: 2 });
        vault.inject({ kind: "badGateway502" });
        const statuses = [await list(), await list(), await list(), await list()].map((reply) => reply.status);
        assert.deepEqual(statuses, [504, 504, 502, 200]);
        assert.deepEqual(
            vault.requests.map((record) => record.fault),
            [undefined, "timeout504", "timeout504", "badGateway502", undefined],
        );
    });

    it("fit only their route and identifier, after as many as they pass over", async () => {
        const { vault, list, disable } = await connect();
        vault.inject({ kind: "timeout504", route: "disable", identifier: 313, after: 1 });
        assert.equal((await list()).status, 200);
        assert.equal((await disable(312)).status, 200);
        assert.equal((await disable(313)).status, 200);
        assert.equal((await disable(313)).status, 504);
        assert.equal((await disable(313)).status, 200);
    });

    it("with a rate strike repeatably, and at about that rate", async () => {
        const strikes = async (seed: number | undefined) => {
            const { vault, call } = await connect();
            vault.inject({ kind: "timeout504", rate: 0.3, seed });
            const statuses: number[] = [];
            for (let count = 0; count < 100; count += 1) {
                statuses.push((await call("GET", "/api/mysafe/password?tag=none")).status);
            }
            return statuses;
        };
        const [first, again, other] = [await strikes(undefined), await strikes(undefined), await strikes(7)];
        const share = first.filter((status) => status === 504).length;
        assert.ok(share > 15 && share < 45, `${share} of 100`);
        assert.deepEqual(again, first);
        assert.notDeepEqual(other, first);
    });

    it("that no request met make close reject, naming them", async () => {
        const { vault, list } = await connect();
        vault.inject({ kind: "timeout504", times: 3 });
        vault.inject({ kind: "reset", route: "disable", identifier: 312, act: true });
        vault.inject({ kind: "error500", rate: 0.1, route: "create" });
        await list();
        assert.deepEqual(
            vault.unmetFaults().map((fault) => fault.kind),
            ["reset", "error500"],
        );
        await assert.rejects(vault.close(), /No request met the injected fault disable\/312:resetx1\+act$/);
        await vault.close();
    });

    it("that no request met may be allowed, or forgotten before", async () => {
        const allowed = await start();
        allowed.inject({ kind: "timeout504" });
        await allowed.close({ allowUnmetFaults: true });
        const cleared = await start();
        cleared.inject({ kind: "timeout504" });
        cleared.clearFaults();
        await cleared.close();
    });

    it("are refused when they could never be met", async () => {
        const vault = await start();
        assert.throws(() => vault.inject({ kind: "timeout" as never }), /Unknown fault kind "timeout"/);
        assert.throws(() => vault.inject({ kind: "reset", route: "remove" as never }), /Unknown route "remove"/);
        assert.throws(() => vault.inject({ kind: "reset", times: 0 }), /any:resetx0 would never be met/);
        assert.throws(() => vault.inject({ kind: "reset", rate: 0 }), /any:reset@0% would never be met/);
    });
});
