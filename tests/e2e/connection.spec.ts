import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Simulator, SimulatorOptions } from "mysafe-simulator";
import type { Stack } from "../../engine/stack";
import { createAuthority } from "../support/certificates";
import { startProxy, stopProxies } from "../support/proxyServer";
import { declare, failedWith, storyTimeoutMs, succeeded, withVaultAndStack } from "../support/story";

const passphrase = "PLANTED-passphrase-51c2";
const proxyPassword = "PLANTED proxy/password@9";

describe("a vault with a private authority and client certificates", function () {
    this.timeout(storyTimeoutMs);

    const authority = createAuthority("Private CA");
    const server = authority.issue();
    const client = authority.issue({ client: true, commonName: "former-dba-pipeline" });
    const simulator: SimulatorOptions = { tls: { cert: server.cert, key: server.key, clientCa: authority.certPem } };
    let folder: string;
    const file = (name: string) => join(folder, name);

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "pulumi-mysafe-tls-"));
        writeFileSync(file("ca.pem"), authority.certPem);
        writeFileSync(file("client.pem"), client.cert);
        writeFileSync(file("client.key"), client.key);
        writeFileSync(file("client.enc.key"), client.encryptedKey(passphrase));
        writeFileSync(file("client.pfx"), client.toPfx(passphrase));
        writeFileSync(file("other-ca.pem"), createAuthority("Other CA").certPem);
    });
    after(async () => {
        rmSync(folder, { recursive: true, force: true });
        await stopProxies();
    });

    /** Disables one password, with a preview. */
    async function disables(vault: Simulator, stack: Stack): Promise<void> {
        await declare(stack, { "former-dba": { identifier: 312 } });
        succeeded(await stack.up());
        assert.equal(vault.password(312).active, false);
        assert.ok(vault.requests.every(({ clientCertificate }) => clientCertificate === "former-dba-pipeline"));
    }

    it("accepts PEM files and a passphrase for the key", () =>
        withVaultAndStack(
            simulator,
            {
                config: {
                    "mysafe:caFile": file("ca.pem"),
                    "mysafe:clientCertFile": file("client.pem"),
                    "mysafe:clientKeyFile": file("client.enc.key"),
                },
                secrets: { "mysafe:clientKeyPassphrase": passphrase },
            },
            disables,
        ));

    it("accepts a PKCS#12 archive and the authority's text from the environment", () =>
        withVaultAndStack(
            simulator,
            {
                env: {
                    SENHASEGURA_CA_PEM: authority.certPem,
                    SENHASEGURA_CLIENT_PFX_FILE: file("client.pfx"),
                    SENHASEGURA_CLIENT_KEY_PASSPHRASE: passphrase,
                },
            },
            disables,
        ));

    it("works through a proxy that requires a password and sees only the host", async () => {
        const proxy = await startProxy({ username: "pipeline", password: proxyPassword });
        const env = { HTTPS_PROXY: proxy.urlWithCredentials };
        const config = {
            "mysafe:caFile": file("ca.pem"),
            "mysafe:clientCertFile": file("client.pem"),
            "mysafe:clientKeyFile": file("client.key"),
        };
        await withVaultAndStack(simulator, { config, env }, async (vault, stack) => {
            await disables(vault, stack);
            const seen = await proxy.seen();
            assert.ok(seen.length > 0);
            for (const { method, target, username, passed } of seen) {
                assert.deepEqual(
                    [method, target, username, passed],
                    ["CONNECT", new URL(vault.url).host, "pipeline", true],
                );
            }
        });
        await withVaultAndStack(simulator, { config, env: { HTTPS_PROXY: proxy.url } }, async (_vault, stack) => {
            await declare(stack, { "former-dba": { identifier: 312 } });
            failedWith(
                await stack.preview(),
                `the proxy ${new URL(proxy.url).host} answered 407`,
                "Solution: set HTTPS_PROXY (environment) with both before the host",
            );
        });
        const before = (await proxy.seen()).length;
        await withVaultAndStack(
            simulator,
            { config, env: { HTTPS_PROXY: proxy.url, NO_PROXY: "127.0.0.1" } },
            async (vault, stack) => {
                await disables(vault, stack);
                assert.equal((await proxy.seen()).length, before);
            },
        );
    });

    const refusals: [title: string, settings: Record<string, string>, ...texts: string[]][] = [
        ["of another authority", { caFile: "other-ca.pem" }, "mysafe:caFile"],
        [
            "without a client certificate",
            { caFile: "ca.pem" },
            "mysafe:clientCertFile and mysafe:clientKeyFile, or mysafe:clientPfxFile",
        ],
        [
            "with a passphrase that does not decrypt the key",
            {
                caFile: "ca.pem",
                clientCertFile: "client.pem",
                clientKeyFile: "client.enc.key",
                clientKeyPassphrase: "wrong",
            },
            "mysafe:clientKeyPassphrase (stack config) does not decrypt",
        ],
    ];

    for (const [title, settings, ...texts] of refusals) {
        it(`fails in the preview with the setting that solves it: a vault ${title}`, async () => {
            const config = Object.fromEntries(
                Object.entries(settings).map(([name, value]) => [
                    `mysafe:${name}`,
                    name.endsWith("File") ? file(value) : value,
                ]),
            );
            await withVaultAndStack(simulator, { config }, async (vault, stack) => {
                await declare(stack, { "former-dba": { identifier: 312 } });
                const begun = performance.now();
                failedWith(await stack.preview(), ...texts);
                assert.ok(performance.now() - begun < 20_000, "the preview retried");
                assert.deepEqual(vault.requests, []);
            });
        });
    }
});
