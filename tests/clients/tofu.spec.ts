import assert from "node:assert/strict";
import type { Simulator, SimulatorOptions } from "mysafe-simulator";
import { findTofuProblem, getTofu } from "../../bench/tofu/build";
import { createAuthority } from "../support/certificates";
import { missing } from "../support/missing";
import type { TofuRun } from "../support/runTofu";
import { withVault } from "../support/story";
import { assertNoSecretLogged, awkwardSecret } from "./support/clients";
import { createTofu, type Tofu, type TofuOptions } from "./support/tofu";

const refused = findTofuProblem();

if (refused !== undefined) {
    missing("OpenTofu with a REST provider", refused);
} else {
    describe("OpenTofu with a REST provider, which uses Go's OAuth client", function () {
        // The first run on a machine builds both, which takes about 6 minutes.
        this.timeout(1_800_000);
        const authority = createAuthority("Authority of the tests");
        let tofuFolder = "";

        before(async () => {
            const found = await getTofu();
            assert.ok("folder" in found, JSON.stringify(found));
            tofuFolder = found.folder;
        });

        /** Starts a vault over TLS that lists inactive passwords, and creates a configuration for it. */
        async function withTofu(
            simulator: SimulatorOptions,
            options: Pick<TofuOptions, "identifiers" | "endpointParams">,
            use: (vault: Simulator, tofu: Tofu) => Promise<void>,
        ): Promise<void> {
            const tls = authority.issue();
            const vaultOptions = { tls, clientSecret: awkwardSecret, listInactive: true, ...simulator };
            await withVault(vaultOptions, (vault) =>
                use(vault, createTofu(vault, { tofuFolder, authorityPem: authority.certPem, ...options })),
            );
        }

        it("gets its tokens by an HTTP Basic header and calls the vault with them", async () => {
            await withTofu({}, { identifiers: [312, 340] }, async (vault, tofu) => {
                succeeded(await tofu.run("apply"));
                const { answers } = await tofu.outputs();
                assert.deepEqual(answers, {
                    312: "Password successfully deactivated",
                    340: "Password has already been deactivated",
                });
                assert.deepEqual([vault.password(312).changes, vault.password(340).changes], [1, 0]);
                assert.deepEqual(met(vault), ["disable bearer 200", "token basic 200"]);

                succeeded(await tofu.run("apply", "-refresh-only"));
                assert.deepEqual((await tofu.outputs()).usernames, { 312: "m.souza", 340: "crm-admin" });
                const plan = await tofu.run("plan", "-detailed-exitcode");
                assert.equal(plan.exitCode, 0, plan.stdout + plan.stderr);
                assert.deepEqual(met(vault), ["disable bearer 200", "list bearer 200", "token basic 200"]);
                assertNoSecretLogged(vault);
            });
        });

        it("shows the vault's refusal of a password that it does not have", async () => {
            await withTofu({ version: "3.32" }, { identifiers: [9999] }, async (vault, tofu) => {
                const run = await tofu.run("apply");
                assert.equal(run.exitCode, 1, run.stdout);
                assert.match(run.stderr, /unexpected response code '400'/);
                assert.match(run.stderr, /1005: Password not found/);
                assert.deepEqual(met(vault), ["disable bearer 400", "token basic 200"]);
            });
        });

        it("gets a token with its tenant, and none without", async () => {
            const endpointParams = { tenant: "acme" };
            await withTofu({ tenant: "acme" }, { identifiers: [313], endpointParams }, async (vault, tofu) => {
                succeeded(await tofu.run("apply"));
                assert.equal(vault.password(313).active, false);
                assert.deepEqual(met(vault), ["disable bearer 200", "token basic 200"]);
            });
            await withTofu({ tenant: "acme" }, { identifiers: [313] }, async (vault, tofu) => {
                const run = await tofu.run("apply");
                assert.equal(run.exitCode, 1, run.stdout);
                assert.match(run.stderr, /Parameter 'tenant' was not informed!/);
                assert.equal(vault.count("disable"), 0);
            });
        });
    });
}

function succeeded({ exitCode, stdout, stderr }: TofuRun): void {
    assert.equal(exitCode, 0, stdout + stderr);
}

/** Returns route, header scheme and status of the requests to the vault, without duplicates. */
function met(vault: Simulator): string[] {
    const requests = vault.requests.map(({ route, authorization, status }) => `${route} ${authorization} ${status}`);
    return [...new Set(requests)].sort();
}
