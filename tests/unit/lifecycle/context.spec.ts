import assert from "node:assert/strict";
import type { Vault } from "../../../provider/src/client/vault";
import { createContext } from "../../../provider/src/lifecycle/context";
import { ConfigError } from "../../../provider/src/shared/errors";
import { silentLog } from "../../../provider/src/shared/log";
import { createCore, createCoreWithoutSettings, entriesOf, now, vaultUrl } from "../support/core";

const otherUrl = "https://other.example.com";

describe("the context of a run", () => {
    it("reads settings and creates the vault's client once, at first use", () => {
        const reads: string[] = [];
        let created = 0;
        const config = (key: string) => {
            reads.push(key);
            return key === "mysafe:url" ? vaultUrl : "value".repeat(Number(/:client(Id|Secret)$/.test(key)));
        };
        const host = { log: silentLog, signal: new AbortController().signal, config, env: {}, now: () => now };
        const context = createContext(host, () => {
            created += 1;
            return {} as Vault;
        });
        assert.deepEqual([reads, created], [[], 0]);
        assert.equal(context.vault(), context.vault());
        const count = reads.length;
        assert.equal(context.settings().url, vaultUrl);
        assert.deepEqual([reads.length, created], [count, 1]);
    });

    it("throws all that is wrong with the settings", () => {
        const { context } = createCoreWithoutSettings();
        assert.throws(() => context.vault(), ConfigError);
    });

    it("logs each warning once", () => {
        const { context, warnings } = createCore();
        for (const message of ["one", "other", "one"]) {
            context.warnOnce(message);
        }
        assert.deepEqual(warnings, ["one", "other"]);
    });

    for (const [title, url, config] of [
        ["of the configured vault", vaultUrl, {}],
        ["of a former URL of the vault", otherUrl, { formerUrls: otherUrl }],
        ["without a URL", "", {}],
        ["while settings are missing, which the first request reports", otherUrl, { clientId: "" }],
    ] as const) {
        it(`accepts a state ${title}`, () => {
            createCore(config).context.requireSameVault(entriesOf({ 312: { vaultUrl: url } }));
        });
    }

    it("refuses a state with any entry of another vault, and says how to fix both cases", () => {
        const entries = entriesOf({ 312: {}, 313: { vaultUrl: otherUrl } });
        assert.throws(
            () => createCore().context.requireSameVault(entries),
            (error) =>
                error instanceof ConfigError &&
                error.message.includes(
                    `mysafe:url is ${vaultUrl}, but the state belongs to the vault at ${otherUrl}`,
                ) &&
                error.message.includes(`pulumi config set --path 'mysafe:formerUrls[0]' ${otherUrl}`),
        );
    });
});
