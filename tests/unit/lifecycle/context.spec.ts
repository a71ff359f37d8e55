import assert from "node:assert/strict";
import type { Vault } from "../../../provider/src/client/vault";
import { createContext } from "../../../provider/src/lifecycle/context";
import { ConfigError } from "../../../provider/src/shared/errors";
import { silentLog } from "../../../provider/src/shared/log";
import { createCore, createCoreWithoutSettings, entriesOf, now, preview, update, vaultUrl } from "../support/core";
import { useNoProxy } from "../support/environment";

const otherUrl = "https://other.example.com";

describe("the context of a run", () => {
    it("reads settings and creates the vault's client once, at first use", () => {
        const calls: string[] = [];
        const values: Record<string, string> = {
            "mysafe:url": vaultUrl,
            "mysafe:clientId": "x",
            "mysafe:clientSecret": "x",
        };
        const config = (key: string) => {
            calls.push(key);
            return values[key];
        };
        const host = { log: silentLog, signal: new AbortController().signal, config, env: {}, now: () => now };
        const context = createContext(host, () => {
            calls.push("a client");
            return {} as Vault;
        });
        assert.deepEqual(calls, []);
        assert.equal(context.vault(), context.vault());
        assert.equal(context.settings().url, vaultUrl);
        assert.equal(calls.length, new Set(calls).size);
    });

    it("gives the vault's client the phase, which the first check knows", async () => {
        const values: Record<string, string> = { "mysafe:url": vaultUrl, "mysafe:clientId": "x" };
        values["mysafe:clientSecret"] = "x";
        const signal = new AbortController().signal;
        const host = { log: silentLog, signal, config: (key: string) => values[key], env: {}, now: () => now };
        for (const caller of [preview, update]) {
            let isPreview = () => false;
            const context = createContext(host, (_settings, isInPreview) => {
                isPreview = isInPreview;
                return {} as Vault;
            });
            context.vault();
            assert.equal(isPreview(), false, "a refresh can come before all checks");
            await context.check([], caller);
            assert.equal(isPreview(), caller === preview);
        }
    });

    it("throws all problems of the settings", () => {
        const { context } = createCoreWithoutSettings();
        assert.throws(() => context.vault(), ConfigError);
    });

    describe("behind a proxy", () => {
        useNoProxy();

        it("logs the warnings of the settings once", () => {
            Object.assign(process.env, { HTTPS_PROXY: "http://proxy.example.com", NO_PROXY: "10.*" });
            const { context, warnings } = createCore();
            context.settings();
            context.settings();
            assert.equal(warnings.length, 1, warnings.join());
            assert.match(warnings[0] ?? "", /^NO_PROXY \(environment\) .*"10\.\*"/);
        });
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

    it("refuses a state with any entry of another vault, with a solution for both cases", () => {
        const { requireSameVault } = createCore().context;
        const problem = `mysafe:url is ${vaultUrl}, but the state belongs to the vault at ${otherUrl}: `;
        const command = `pulumi config set mysafe:formerUrls ${otherUrl}`;
        assert.throws(
            () => requireSameVault(entriesOf({ 312: {}, 313: { vaultUrl: otherUrl } })),
            ({ message }: Error) => message.includes(problem) && message.includes(command),
        );
    });

    it("keeps existing former URLs in its solution", () => {
        const { requireSameVault } = createCore({ formerUrls: "https://first.example.com" }).context;
        const command = `pulumi config set mysafe:formerUrls https://first.example.com,${otherUrl}`;
        assert.throws(
            () => requireSameVault(entriesOf({ 312: { vaultUrl: otherUrl } })),
            ({ message }: Error) => message.includes(command),
        );
    });
});
