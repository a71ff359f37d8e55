import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Simulator } from "mysafe-simulator";
import type { Stack } from "../../engine/stack";
import { createAuthority } from "../support/certificates";
import { startProxy, stopProxies } from "../support/proxyServer";
import {
    connectionEnvironment,
    declare,
    storyTimeoutMs,
    withStack,
    withVault,
    withVaultAndStack,
} from "../support/story";

const clientSecret = "PLANTED-client-secret-7f3a";
const verbose = ["--logtostderr", "-v=9", "--debug"];

/**
 * Returns all traces of a run, which are the printed lines, every file in the stack's folder (state, backups, history,
 * settings, Pulumi's home) and in the folder for temporary files.
 */
function traces(stack: Stack, temporary: string, printed: string): string[] {
    const files = [stack.folder, temporary].flatMap((folder) =>
        readdirSync(folder, { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => join(entry.parentPath, entry.name)),
    );
    for (const kind of ["backups", "history", "stacks"]) {
        assert.ok(
            files.some((file) => file.includes(join("state", ".pulumi", kind))),
            `no ${kind} to search`,
        );
    }
    return [...printed.split("\n"), ...files.map((file) => readFileSync(file, "utf8"))];
}

/** Returns the client secret, each token and the secret of each password, which must appear nowhere. */
function planted(vault: Simulator): string[] {
    const found = [clientSecret, ...vault.issuedTokens, ...vault.passwords().map(({ secret }) => secret)];
    assert.ok(found.every((secret) => secret.length > 8) && vault.issuedTokens.length > 0);
    return found;
}

/** Runs commands, some of which fail, because errors can leak secrets. */
async function live(vault: Simulator, stack: Stack): Promise<string> {
    await declare(stack, { one: { identifier: 312 }, two: { identifier: 340 } });
    vault.inject({ route: "disable", identifier: 312, kind: "timeout504" });
    const runs = [await stack.preview(...verbose), await stack.up("--skip-preview", ...verbose)];
    await declare(stack, { one: { identifier: 312 }, two: { identifier: 340 }, three: { identifier: 313 } });
    vault.inject({
        route: "disable",
        identifier: 313,
        kind: "error500",
        act: true,
        message: `${clientSecret} was here`,
    });
    runs.push(await stack.up("--skip-preview", ...verbose));
    assert.match(runs.at(-1)?.output ?? "", /password 313 .*may still be active/);
    await declare(stack, { one: { identifier: 312 }, two: { identifier: 340 }, wrong: { identifier: 9999 } });
    runs.push(await stack.preview(...verbose), await stack.up("--skip-preview", ...verbose));
    runs.push(
        await stack.run(["refresh", "--yes", "--skip-preview", ...verbose]),
        await stack.run(["stack", "export"]),
    );
    assert.deepEqual(
        runs.map(({ exitCode }) => exitCode === 0),
        [true, true, false, false, false, true, true],
        runs.map(({ output }) => output.slice(-500)).join("\n---\n"),
    );
    return runs.map(({ output }) => output).join("\n");
}

describe("secrets", function () {
    this.timeout(storyTimeoutMs);

    let temporary: string;

    beforeEach(() => {
        temporary = mkdtempSync(join(tmpdir(), "pulumi-mysafe-temporary-"));
    });
    afterEach(async () => {
        rmSync(temporary, { recursive: true, force: true });
        await stopProxies();
    });

    it("from the environment appear in no output, verbose log, state, backup, history, settings or temporary file", async () => {
        const authority = createAuthority("Private CA");
        const server = authority.issue();
        const client = authority.issue({ client: true });
        const keyPassphrase = "PLANTED-passphrase-0b9d";
        const proxyPassword = "PLANTED-proxy-password-44e1";
        const proxy = await startProxy({ username: "pipeline", password: proxyPassword });
        const files = mkdtempSync(join(tmpdir(), "pulumi-mysafe-client-"));
        writeFileSync(join(files, "client.pem"), client.cert);
        writeFileSync(join(files, "client.key"), client.encryptedKey(keyPassphrase));
        const tls = { cert: server.cert, key: server.key, clientCa: authority.certPem };
        await withVault({ clientSecret, tls }, async (vault) => {
            const env = {
                ...connectionEnvironment(vault),
                SENHASEGURA_CA_PEM: authority.certPem,
                SENHASEGURA_CLIENT_CERT_FILE: join(files, "client.pem"),
                SENHASEGURA_CLIENT_KEY_FILE: join(files, "client.key"),
                SENHASEGURA_CLIENT_KEY_PASSPHRASE: keyPassphrase,
                HTTPS_PROXY: proxy.urlWithCredentials,
                TMPDIR: temporary,
            };
            await withStack({ env, config: { "mysafe:debug": "true" } }, async (stack) => {
                const all = traces(stack, temporary, await live(vault, stack));
                assert.ok(all.some((line) => /POST api\/mysafe\/password\/inactive\/312: 504 in \d+ ms/.test(line)));
                assert.ok((await proxy.seen()).length > 0);
                const keyText = client.key.split("\n")[1] ?? "";
                for (const secret of [...planted(vault), keyPassphrase, proxyPassword, keyText]) {
                    assert.deepEqual(
                        all.filter((text) => text.includes(secret)),
                        [],
                    );
                }
            });
        });
        rmSync(files, { recursive: true });
    });

    it("from the stack's configuration appear nowhere either", async () => {
        await withVaultAndStack(
            { clientSecret },
            { secrets: { "mysafe:clientSecret": clientSecret }, env: { TMPDIR: temporary } },
            async (vault, stack) => {
                const all = traces(stack, temporary, await live(vault, stack));
                assert.ok(
                    all.some((line) => line.includes("mysafe:clientSecret:{[secret]}")),
                    "the engine logs the configuration in another form",
                );
                for (const secret of planted(vault)) {
                    assert.deepEqual(
                        all.filter((text) => text.includes(secret)),
                        [],
                    );
                }
            },
        );
    });
});
