import assert from "node:assert/strict";
import type { Simulator } from "mysafe-simulator";
import type { PulumiRun } from "../../engine/stack";
import {
    connection,
    connectionEnvironment,
    declare,
    failedWith,
    storyTimeoutMs,
    succeeded,
    withStack,
    withVault,
    withVaultAndStack,
} from "../support/story";

const many = Array.from({ length: 30 }, (_, index) => 1000 + index);
const declareMany = Object.fromEntries(many.map((identifier) => [`p${identifier}`, { identifier }]));

describe("access to the vault", function () {
    this.timeout(storyTimeoutMs);

    it("gets one new token for all resources after the token expires or the vault revokes it", async () => {
        let vault: Simulator | undefined;
        const ends: [afterDisables: number, end: (started: Simulator) => void][] = [
            [10, (started) => started.advance(4000)],
            [40, (started) => started.revokeTokens()],
        ];
        const identifiers = Array.from({ length: 60 }, (_, index) => 1000 + index);
        const declared = Object.fromEntries(identifiers.map((identifier) => [`p${identifier}`, { identifier }]));
        const onRequest = () => {
            const disabled = vault?.passwords().filter(({ active }) => !active).length ?? 0;
            if (vault && ends[0] && disabled >= ends[0][0]) {
                ends.shift()?.[1](vault);
            }
        };
        const passwords = identifiers.map((identifier) => ({ identifier }));
        await withVaultAndStack({ passwords, onRequest, latencyMs: 20 }, {}, async (started, stack) => {
            await declare(stack, declared);
            vault = started;
            succeeded(await stack.up("--skip-preview"));
            assert.ok(vault.passwords().every(({ active, changes }) => !active && changes === 1));
            assert.equal(vault.count("token"), 3);
            assert.ok(
                vault.requests.some(({ status }) => status === 401),
                "no token ended",
            );
        });
    });

    it("fails with a wrong secret after one request for all resources, and does not show the secret", async () => {
        await withVault({}, async (vault) => {
            const { config } = connection(vault);
            const secrets = { "mysafe:clientSecret": "PLANTED-wrong-secret" };
            await withStack({ config, secrets }, async (stack) => {
                await declare(stack, declareMany);
                const lines = [
                    "POST api/oauth2/token failed: 401",
                    "Cause: the vault does not accept the client id, the client secret or the tenant.",
                    "Solution: check mysafe:clientId, mysafe:clientSecret and mysafe:tenant",
                ];
                const preview = failedWith(await stack.preview(), ...lines);
                const before = vault.count("token");
                assert.equal(before, 1);
                const up = failedWith(await stack.up("--skip-preview"), ...lines);
                assert.equal(vault.count("token") - before, 1);
                assert.ok(!`${preview.output}${up.output}`.includes("PLANTED-wrong-secret"));
            });
        });
    });

    it("accepts the tenant from stack configuration and environment", async () => {
        await withVault({ tenant: "acme" }, async (vault) => {
            const env = {
                ...connectionEnvironment(vault),
                SENHASEGURA_URL: `${vault.url}/`,
                SENHASEGURA_TENANT: "acme",
            };
            await withStack({ env }, async (stack) => {
                await declare(stack, { "former-dba": { identifier: 312 } });
                succeeded(await stack.up());
                assert.equal(vault.password(312).active, false);
            });
        });
    });
});

describe("a vault that is down", function () {
    this.timeout(storyTimeoutMs);

    it("fails the preview with cause and solution, passes it with `warn`, and accepts the update after its return", async () => {
        let port = 0;
        await withVault({}, async (vault) => {
            port = Number(new URL(vault.url).port);
        });
        const { config, secrets } = connection({
            url: `http://127.0.0.1:${port}`,
            clientId: "simulator-client",
            clientSecret: "the-secret",
        } as Simulator);
        await withStack({ config: { ...config, "mysafe:maxRetrySeconds": "20" }, secrets }, async (stack) => {
            await declare(stack, { "former-dba": { identifier: 312 } });
            const attempts = ({ output }: PulumiRun) => Number(/(\d+) attempts\)/.exec(output)?.[1]);
            const previewed = failedWith(
                await stack.preview(),
                `127.0.0.1:${port} refused the connection (ECONNREFUSED)`,
                "Cause: ",
                "Solution: check mysafe:url (or SENHASEGURA_URL)",
                "pulumi config set mysafe:preflight warn",
            );
            await stack.configure("mysafe:preflight", "warn");
            const warned = succeeded(await stack.preview());
            assert.match(
                warned.output,
                /pulumi-mysafe: warning: the preview continues without the vault \(mysafe:preflight is warn\): /,
            );
            const updated = failedWith(await stack.up("--skip-preview"), "refused the connection (ECONNREFUSED)");
            assert.ok(attempts(previewed) < attempts(updated), "a preview gives up sooner");
            assert.deepEqual(await stack.resources(), {});
            await withVault({ port, clientSecret: "the-secret" }, async (vault) => {
                succeeded(await stack.up("--skip-preview"));
                assert.equal(vault.password(312).active, false);
            });
        });
    });
});
