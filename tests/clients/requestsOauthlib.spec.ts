import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator, SimulatorOptions } from "mysafe-simulator";
import { createAuthority } from "../support/certificates";
import { missing } from "../support/missing";
import { temporaryFolder } from "../support/packedProject";
import { findPython } from "../support/pythonEnvironment";
import { withVault } from "../support/story";
import { assertNoSecretLogged, awkwardSecret } from "./support/clients";
import { runPython } from "./support/python";

const python = findPython();
const calls = [
    ["GET", "/api/mysafe/password?tag=break-glass"],
    ["POST", "/api/mysafe/password/inactive/312"],
    ["POST", "/api/mysafe/password/inactive/312"],
    ["POST", "/api/mysafe/password/inactive/9999"],
];

if (python.refused !== undefined) {
    missing("Python's requests-oauthlib", python.refused);
} else {
    const { version } = python;
    describe("Python's requests-oauthlib", function () {
        this.timeout(300_000);
        const authority = createAuthority("Authority of the tests");
        const caFile = join(temporaryFolder("authority"), "ca.pem");
        writeFileSync(caFile, authority.certPem);

        /** Starts a vault over TLS, which the library requires, and passes a function that runs the client program. */
        async function withClient(
            options: SimulatorOptions,
            use: (vault: Simulator, ask: (token: object, secret?: string) => Promise<unknown[]>) => Promise<void>,
        ): Promise<void> {
            await withVault({ tls: authority.issue(), clientSecret: awkwardSecret, ...options }, (vault) =>
                use(vault, (token, clientSecret = vault.clientSecret) => {
                    const { url, clientId } = vault;
                    const settings = { url, clientId, clientSecret, caFile, token, calls };
                    return runPython(version, "requests_oauthlib_client.py", settings);
                }),
            );
        }

        it("gets a token by an HTTP Basic header and calls the vault with it", async () => {
            await withClient({}, async (vault, ask) => {
                assertAnswers(await ask({}));
                assert.deepEqual(seen(vault), [
                    "token basic 200",
                    "list bearer 200",
                    "disable bearer 200",
                    "disable bearer 200",
                    "disable bearer 400",
                ]);
                assert.equal(vault.password(312).changes, 1);
                assertNoSecretLogged(vault);
            });
        });

        it("gets a token by credentials in the form with include_client_id", async () => {
            await withClient({ version: "3.32" }, async (vault, ask) => {
                assertAnswers(await ask({ include_client_id: true }));
                assert.deepEqual(seen(vault).slice(0, 2), ["token undefined 200", "list bearer 200"]);
                assertNoSecretLogged(vault);
            });
        });

        it("gets a token with its tenant, and none without a tenant or with another one", async () => {
            await withClient({ tenant: "acme" }, async (vault, ask) => {
                assertAnswers(await ask({ tenant: "acme" }));
                const without = { refused: "invalid_request", status: 400 };
                assert.deepEqual(await ask({}), [{ ...without, description: "Parameter 'tenant' was not informed!" }]);
                assert.deepEqual(await ask({ tenant: "other" }), [unknownClient]);
                assert.equal(vault.issuedTokens.length, 1);
            });
        });

        it("raises an OAuth error for a wrong secret", async () => {
            await withClient({}, async (vault, ask) => {
                assert.deepEqual(await ask({}, "wrong"), [unknownClient]);
                assert.deepEqual(await ask({ include_client_id: true }, "wrong"), [unknownClient]);
                assert.deepEqual(seen(vault), ["token basic 401", "token undefined 401"]);
            });
        });
    });
}

const unknownClient = { refused: "invalid_client", status: 401, description: "Invalid client authentication" };

/** Asserts the responses to all {@link calls} that the API page documents. */
function assertAnswers(answers: unknown[]): void {
    // biome-ignore lint/suspicious/noExplicitAny: the vault's JSON as a client sees it
    const [list, ...disables] = answers as { status: number; body: any }[];
    const listed = list?.body.password_on_list.map(({ identifier }: { identifier: string }) => identifier);
    assert.deepEqual([list?.status, listed], [200, ["320", "321"]]);
    assert.deepEqual(
        disables.map(({ status, body }) => [status, body.response.message, body.exception?.code]),
        [
            [200, "Password successfully deactivated", undefined],
            [200, "Password has already been deactivated", undefined],
            [400, "1005: Password not found", 1005],
        ],
    );
}

/** Returns route, header scheme and status of each request to the vault. */
function seen(vault: Simulator): string[] {
    return vault.requests.map(({ route, authorization, status }) => `${route} ${authorization} ${status}`);
}
