import assert from "node:assert/strict";
import {
    type Attributes,
    describeTerraform,
    failedWith,
    hasChanges,
    succeeded,
    withConfiguration,
} from "./support/configuration";

const numbers = [1001, 1002, 1003, 1004, 1005, 1006];
const passwords = numbers.map((identifier) => ({ identifier }));
const declare = (...left: number[]) => `
resource "mysafe_password_disablement" "p" {
  for_each   = toset([${numbers
      .slice(0, 3)
      .filter((identifier) => !left.includes(identifier))
      .map((identifier) => `"${identifier}"`)}])
  identifier = each.value
}
resource "mysafe_password_disablement_set" "s" {
  identifiers = [${numbers.slice(3).filter((identifier) => !left.includes(identifier))}]
}
`;

describeTerraform("a change in the vault without Terraform", () => {
    it("appears in a plan, and an apply corrects it", async () => {
        await withConfiguration({ passwords }, async (vault, configuration) => {
            configuration.write(declare());
            succeeded(await configuration.apply());
            vault.setActive(1001, true);
            vault.setActive(1004, true);

            const drifted = hasChanges(await configuration.plan());
            assert.match(drifted.output, /~ status +: *"active" -> "inactive"|~ status += "active" -> "inactive"/);
            assert.match(drifted.output, /Plan: 0 to add, 2 to change, 0 to destroy/);
            assert.equal(vault.password(1001).active, true, "a plan changes nothing");
            succeeded(await configuration.apply());
            const state = configuration.state();
            assert.deepEqual(
                [
                    vault.password(1001).active,
                    vault.password(1004).active,
                    state['mysafe_password_disablement.p["1001"]']?.attributes.drift_corrections,
                    state["mysafe_password_disablement_set.s"]?.attributes.drift_corrections,
                ],
                [false, false, 1, 1],
            );
            succeeded(await configuration.plan());
        });
    });

    it("keeps the record of a deleted password until the configuration is without it", async () => {
        await withConfiguration({ passwords }, async (vault, configuration) => {
            configuration.write(declare());
            succeeded(await configuration.apply());
            vault.removePassword(1002);
            vault.removePassword(1005);

            failedWith(
                await configuration.plan(),
                "identifier 1002: 1005: Password not found",
                "identifiers 1005: 1005: Password not found",
                "remove it from the configuration. The state keeps its evidence until then. A destroy needs -refresh=false.",
            );
            configuration.write(declare(1002, 1005));
            succeeded(await configuration.apply());
            assert.equal(configuration.state()['mysafe_password_disablement.p["1002"]'], undefined);
            succeeded(await configuration.plan());
            succeeded(await configuration.run("destroy", "-no-color", "-auto-approve"));
        });
    });

    it("keeps the evidence of a deleted password through a refresh, and a destroy without a refresh ends with it", async () => {
        await withConfiguration({ passwords }, async (vault, configuration) => {
            configuration.write(declare().replaceAll(/^}/gm, '  on_destroy = "restore"\n}'));
            succeeded(await configuration.apply());
            const before = configuration.state();
            vault.removePassword(1002);
            vault.removePassword(1005);
            vault.setActive(1006, true);
            succeeded(await configuration.apply("-refresh-only"));
            const after = configuration.state();
            const single = 'mysafe_password_disablement.p["1002"]';
            assert.deepEqual(after[single]?.attributes, { ...before[single]?.attributes, status: "missing" });
            const results = after["mysafe_password_disablement_set.s"]?.attributes.results as Attributes[];
            assert.deepEqual(results.map(({ identifiers, status, outcome }) => [identifiers, status, outcome]).sort(), [
                ["1004", "inactive", "deactivated"],
                ["1005", "missing", "deactivated"],
                ["1006", "active", "deactivated"],
            ]);
            succeeded(await configuration.run("destroy", "-no-color", "-auto-approve", "-refresh=false"));
            assert.ok(vault.passwords().every(({ active }) => active));
            assert.deepEqual(configuration.state(), {});
        });
    });

    it("is corrected by a saved plan also where it is gone by then", async () => {
        await withConfiguration({ passwords }, async (vault, configuration) => {
            configuration.write(declare());
            succeeded(await configuration.apply());
            vault.setActive(1001, true);
            vault.setActive(1004, true);
            hasChanges(await configuration.plan("-out=saved.plan"));
            vault.setActive(1001, false);
            vault.setActive(1004, false);
            succeeded(await configuration.run("apply", "-no-color", "saved.plan"));
            succeeded(await configuration.plan());
        });
    });

    it("fails for a password that it may no longer read, and changes nothing", async () => {
        await withConfiguration({ passwords }, async (vault, configuration) => {
            configuration.write(declare());
            succeeded(await configuration.apply());
            vault.setRights(1003, { canView: false, canWrite: false });
            const run = failedWith(await configuration.plan(), /GET api\/mysafe\/password\/1003 failed: 400 "1006/);
            assert.match(run.output, /Cause: .*\nSolution: /s);
            assert.equal(configuration.state()['mysafe_password_disablement.p["1003"]']?.attributes.status, "inactive");
        });
    });
});
