import assert from "node:assert/strict";
import { closeAll, connect, start } from "../support/connect";

describe("injected faults", () => {
    afterEach(closeAll);

    it("affect requests in the order of injection, each up to its `times`", async () => {
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

    it("affect only requests on their route and identifier, after those that `after` skips", async () => {
        const { vault, list, disable } = await connect();
        vault.inject({ kind: "timeout504", route: "disable", identifier: 313, after: 1 });
        assert.equal((await list()).status, 200);
        assert.equal((await disable(312)).status, 200);
        assert.equal((await disable(313)).status, 200);
        assert.equal((await disable(313)).status, 504);
        assert.equal((await disable(313)).status, 200);
    });

    it("with a rate affect the same requests each time, at about that rate", async () => {
        const statusesWith = async (seed: number | undefined) => {
            const { vault, call } = await connect();
            vault.inject({ kind: "timeout504", rate: 0.3, seed });
            const statuses: number[] = [];
            for (let count = 0; count < 100; count += 1) {
                statuses.push((await call("GET", "/api/mysafe/password?tag=none")).status);
            }
            return statuses;
        };
        const [first, again, other] = [
            await statusesWith(undefined),
            await statusesWith(undefined),
            await statusesWith(7),
        ];
        const share = first.filter((status) => status === 504).length;
        assert.ok(share > 15 && share < 45, `${share} of 100`);
        assert.deepEqual(again, first);
        assert.notDeepEqual(other, first);
    });

    it("make close reject with their names if they affected no request", async () => {
        const { vault, list } = await connect();
        vault.inject({ kind: "timeout504", times: 3 });
        vault.inject({ kind: "reset", route: "disable", identifier: 312, act: true });
        vault.inject({ kind: "error500", rate: 0.1, route: "create" });
        await list();
        assert.deepEqual(
            vault.unmetFaults().map((fault) => fault.kind),
            ["reset", "error500"],
        );
        await assert.rejects(
            vault.close(),
            /^Error: Injected faults have affected no request: disable\/312:resetx1\+act$/,
        );
        await vault.close();
    });

    it("do not make close reject if it allows them or after clearFaults", async () => {
        const allowed = await start();
        allowed.inject({ kind: "timeout504" });
        await allowed.close({ allowUnmetFaults: true });
        const cleared = await start();
        cleared.inject({ kind: "timeout504" });
        cleared.clearFaults();
        await cleared.close();
    });
});
