import assert from "node:assert/strict";
import type { ConfigureRequest } from "@pulumi/pulumi/dynamic";
import * as providers from "../../provider/src/provider";
import { closeAll, start } from "./support/vault";

describe("the module that the provider text in a state loads", () => {
    const variables = ["SENHASEGURA_CLIENT_ID", "SENHASEGURA_CLIENT_SECRET"];

    afterEach(async () => {
        for (const variable of variables) {
            delete process.env[variable];
        }
        await closeAll();
    });

    it("exports the operations of each type by the name that states keep", () => {
        assert.deepEqual(Object.keys(providers).sort(), [
            "apiSecretDisablement",
            "noteDisablement",
            "passwordDisablement",
            "passwordDisablementSet",
        ]);
        for (const provider of Object.values(providers)) {
            assert.deepEqual(
                Object.values(provider).map((operation) => typeof operation),
                Array(7).fill("function"),
            );
        }
    });

    it("uses the stack configuration, the environment and the clock, and one token for all types", async () => {
        const vault = await start();
        process.env.SENHASEGURA_CLIENT_ID = vault.clientId;
        process.env.SENHASEGURA_CLIENT_SECRET = vault.clientSecret;
        const get = (key: string) => ({ "mysafe:url": vault.url })[key];
        const { passwordDisablement, passwordDisablementSet } = providers;
        for (const provider of [passwordDisablement, passwordDisablementSet]) {
            await provider.configure({ config: { get, require: get } } as ConfigureRequest);
        }
        const before = Date.now();
        const { outs } = await passwordDisablement.create({ identifier: "312" });
        await passwordDisablementSet.create({ identifiers: { 313: "inactive" } });
        assert.deepEqual([vault.password(312).active, vault.password(313).active], [false, false]);
        assert.equal(vault.count("token"), 1);
        const disabledAt = Date.parse(outs?.disabledAt);
        assert.ok(disabledAt > before - 1000 && disabledAt <= Date.now(), outs?.disabledAt);
    });
});
