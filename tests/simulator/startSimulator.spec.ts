import assert from "node:assert/strict";
import { connect as connectSocket } from "node:net";
import { seededPasswords, startSimulator } from "../../simulator/src/index";
import { until } from "../support/until";
import { closeAll, connect, requestToken, start } from "./support/connect";

describe("startSimulator", () => {
    afterEach(closeAll);

    it("seeds a vault with active, inactive, uneditable and hidden passwords, and without a 9999", async () => {
        const vault = await start();
        assert.equal(vault.passwords().length, seededPasswords().length);
        assert.equal(vault.password(312).name, "Oracle production, former DBA");
        assert.deepEqual([vault.password(313).active, vault.password(340).active], [true, false]);
        assert.deepEqual([vault.password(404).canWrite, vault.password(411).canView], [false, false]);
        assert.throws(() => vault.password(9999), /no password 9999/);
    });

    it("generates new recognisable secrets at each start", async () => {
        const [one, two] = [await start(), await start()];
        assert.match(one.password(312).secret, /^pw-[0-9a-f]{24}$/);
        assert.notEqual(one.password(312).secret, two.password(312).secret);
        assert.notEqual(one.clientSecret, two.clientSecret);
    });

    it("lets a test add, remove, disable and enable passwords without a request, which counts as no change", async () => {
        const { vault, disable, read } = await connect({ passwords: [{ identifier: 1 }] });
        vault.addPassword({ identifier: 2, name: "Two" });
        assert.throws(() => vault.addPassword({ identifier: 2 }), /already has a password 2/);
        vault.removePassword(1);
        assert.equal((await read(1)).json.exception.code, 1005);
        await disable(2);
        vault.setActive(2, true);
        assert.deepEqual([vault.password(2).active, vault.password(2).changes], [true, 1]);
    });

    it("rejects with Node's error when the port is in use", async () => {
        const vault = await start();
        await assert.rejects(startSimulator({ port: Number(new URL(vault.url).port) }), { code: "EADDRINUSE" });
    });

    it("closes hanging, endless and idle connections at once when it stops", async () => {
        const { vault, call, list } = await connect();
        vault.inject({ kind: "hang" });
        const hung = assert.rejects(list());
        await until(() => vault.requests.at(-1)?.fault === "hang");
        vault.inject({ kind: "endlessRead" });
        const endless = assert.rejects(call("GET", "/api/mysafe/password/312"));
        const idle = connectSocket(Number(new URL(vault.url).port), "127.0.0.1");
        await new Promise((resolve) => idle.once("connect", resolve));
        await until(() => vault.unmetFaults().length === 0);
        const idleEnded = new Promise((resolve) => idle.once("close", resolve).resume());
        const started = performance.now();
        await vault.close();
        await Promise.all([hung, endless, idleEnded]);
        assert.ok(performance.now() - started < 500);
        await assert.rejects(requestToken(vault));
    });
});
