import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "mysafe-simulator";
import { describeForBothDoors } from "../support/doors";
import { declare, failedWith, nothingToDo, storyTimeoutMs, succeeded, withVaultAndStack } from "../support/story";

const numbers = Array.from({ length: 50 }, (_, index) => 1001 + index);
const passwords = numbers.map((identifier) => ({ identifier }));
const declared = (...left: number[]) =>
    Object.fromEntries(
        numbers
            .filter((identifier) => !left.includes(identifier))
            .map((identifier) => [`p${identifier}`, { identifier }]),
    );

describeForBothDoors("a change in the vault without Pulumi", function (door) {
    this.timeout(storyTimeoutMs);

    it("appears in a refresh and in a preview, and an update corrects it (of 50, 1 enabled, 1 deleted, 1 forbidden)", async () => {
        await withVaultAndStack({ passwords }, {}, async (vault, stack) => {
            const outputs: string[] = [];
            const keep = <T extends { output: string }>(run: T): T => {
                outputs.push(run.output);
                return run;
            };
            await declare(stack, declared());
            keep(succeeded(await stack.up("--skip-preview")));
            vault.setActive(1010, true);
            vault.inject({ kind: "endlessRead", route: "read", identifier: 1010 });
            vault.removePassword(1020);
            vault.setRights(1030, { canView: false, canWrite: false });

            const refreshed = keep(await stack.refresh("--skip-preview", "--diff"));
            failedWith(
                refreshed,
                "password 1010 Password 1010 was re-enabled in the vault",
                /~ status +: "inactive" => "active"/,
                "password 1020 Password 1020 is missing: the vault no longer has it. Remove it from the program.",
                /error: GET api\/mysafe\/password\/1030 failed: 400 "1006: User does not have access".*\nCause: .*\nSolution: /,
            );
            assert.equal(vault.count("read"), 50, "one request for each password");
            const state = await stack.resources();
            assert.equal(state.p1010?.outputs.status, "active");
            assert.equal(state.p1020?.outputs.status, "missing");
            assert.equal(state.p1030?.outputs.status, "inactive");

            const preview = keep(await stack.preview("--diff"));
            failedWith(
                preview,
                "resource 'p1020': property identifier value {1020} has a problem: 1005: Password not found",
            );
            if (door === "dynamic") {
                // The engine ends a preview at the first resource that a plugin refuses.
                failedWith(preview, /~ status +: "active" => "inactive"/);
            }
            assert.equal(vault.password(1010).active, true, "a preview changes nothing");

            await declare(stack, declared(1020, 1030));
            assert.match(keep(succeeded(await stack.up("--diff"))).output, /~ status *: "active" => "inactive"/);
            assert.equal(vault.password(1010).active, false);
            assert.equal((await stack.resources()).p1010?.outputs.driftCorrections, 1);
            assert.equal(
                (await stack.resources()).p1011?.outputs.driftCorrections,
                undefined,
                "the state keeps no count of 0",
            );
            await nothingToDo(stack, "--refresh");
            keep(succeeded(await stack.destroy("--skip-preview")));

            // The vault sends only the secret of the enabled password, which the provider does not read.
            assert.deepEqual([...new Set(vault.secretsServed)], vault.secretsServed.length === 0 ? [] : [1010]);
            const written = outputs.join("\n") + readFileSync(join(stack.folder, "Pulumi.dev.yaml"), "utf8");
            assertNoSecret(vault, written + JSON.stringify(state));
        });
    });
});

function assertNoSecret(vault: Simulator, text: string): void {
    for (const secret of [
        vault.clientSecret,
        ...vault.issuedTokens,
        ...vault.passwords().map(({ secret }) => secret),
    ]) {
        assert.ok(!text.includes(secret), "a secret was written");
    }
}
