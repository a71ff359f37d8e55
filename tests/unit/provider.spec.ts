import assert from "node:assert/strict";
import type { ConfigureRequest } from "@pulumi/pulumi/dynamic";
import { passwordDisablement } from "../../provider/src/provider";
import { closeAll, start } from "./support/vault";

const variables = ["SENHASEGURA_URL", "SENHASEGURA_CLIENT_ID", "SENHASEGURA_CLIENT_SECRET", "SENHASEGURA_TENANT"];

function configure(config: Record<string, string>): unknown {
    const get = (key: string) => config[key];
    return passwordDisablement.configure({ config: { get, require: get } } as ConfigureRequest);
}

describe("what the engine loads", () => {
    const environment = { ...process.env };

    beforeEach(() => {
        for (const variable of variables) {
            delete process.env[variable];
        }
    });

    afterEach(async () => {
        Object.assign(process.env, environment);
        configure({});
        await closeAll();
    });

    it("is configured at once, since the SDK does not wait for it", async () => {
        configure({ "mysafe:url": "nowhere" });
        const { failures = [] } = await passwordDisablement.check({}, { identifier: 312 });
        assert.match(failures[0]?.reason ?? "", /is not a URL/);
    });

    it("is configured without an error whatever is set, and tells what is wrong at first use", async () => {
        configure({ "mysafe:url": "nowhere", "mysafe:maxRetries": "many" });
        const { failures = [] } = await passwordDisablement.check({}, { identifier: 312 });
        assert.equal(failures.length, 1);
        assert.match(failures[0]?.reason ?? "", /4 settings/);
        await assert.rejects(passwordDisablement.create({ identifier: "312" }), /4 settings/);
    });

    it("works with the stack's configuration", async () => {
        const simulator = await start();
        configure({
            "mysafe:url": simulator.url,
            "mysafe:clientId": simulator.clientId,
            "mysafe:clientSecret": simulator.clientSecret,
        });
        assert.deepEqual((await passwordDisablement.check({}, { identifier: 312 })).failures, []);
        const before = Date.now();
        const { id, outs } = await passwordDisablement.create({ identifier: "312" });
        assert.equal(id, "312");
        assert.equal(outs.vaultUrl, simulator.url);
        assert.ok(Date.parse(outs.disabledAt) >= before && Date.parse(outs.disabledAt) <= Date.now());
        assert.match(outs.disabledAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    });

    it("works with the environment, one token for all operations", async () => {
        const simulator = await start();
        process.env.SENHASEGURA_URL = simulator.url;
        process.env.SENHASEGURA_CLIENT_ID = simulator.clientId;
        process.env.SENHASEGURA_CLIENT_SECRET = simulator.clientSecret;
        configure({});
        await passwordDisablement.create({ identifier: "312" });
        await passwordDisablement.create({ identifier: "313" });
        assert.equal(simulator.count("token"), 1);
    });

    it("has what the dynamic provider calls, and imports nothing of the SDK for it", () => {
        for (const operation of ["configure", "check", "diff", "create", "update"] as const) {
            assert.equal(typeof passwordDisablement[operation], "function", operation);
        }
    });
});
