import assert from "node:assert/strict";
import { describeTerraform, hasChanges, passwordsWith, succeeded, withConfiguration } from "./support/configuration";

describeTerraform("a set behind a search", () => {
    it("keeps what it disabled where the vault hides inactive passwords, and takes what is new", async () => {
        const passwords = [1001, 1002, 1003].map((identifier) => ({ identifier, tags: "leaver" }));
        await withConfiguration({ passwords, listInactive: false }, async (vault, configuration) => {
            configuration.write(`
data "mysafe_passwords" "found" {
  tag         = "leaver"
  allow_empty = true
}
resource "mysafe_password_disablement_set" "leavers" {
  identifiers = data.mysafe_passwords.found.identifiers
  additive    = true
}
output "names" {
  value = mysafe_password_disablement_set.leavers.names
}
`);
            succeeded(await configuration.apply());
            assert.equal(vault.passwords().filter(({ active }) => active).length, 0);
            // The search finds none of them now, which changes the declared list alone.
            succeeded(await configuration.apply());
            succeeded(await configuration.plan());
            const { results } = configuration.state()["mysafe_password_disablement_set.leavers"]?.attributes ?? {};
            assert.deepEqual(passwordsWith(results, "inactive", "deactivated"), ["1001", "1002", "1003"]);

            vault.addPassword({ identifier: 1004, tags: "leaver" });
            vault.setActive(1002, true);
            hasChanges(await configuration.plan());
            succeeded(await configuration.apply());
            assert.deepEqual([vault.password(1002).active, vault.password(1004).active], [false, false]);
            assert.equal(vault.count("enable"), 0);
        });
    });

    it("disables each found password by for_each, and follows what it finds later", async () => {
        const passwords = [1001, 1002, 1003].map((identifier) => ({ identifier, tags: "leaver" }));
        await withConfiguration({ passwords, listInactive: true }, async (vault, configuration) => {
            configuration.write(`
data "mysafe_passwords" "found" {
  tag = "leaver"
}
data "mysafe_password" "third" {
  name_contains = "1003"
  depends_on    = [mysafe_password_disablement.each]
}
resource "mysafe_password_disablement" "each" {
  for_each   = { for found in data.mysafe_passwords.found.passwords : found.identifier => found }
  identifier = each.value.identifier
  reason     = each.value.name
}
resource "mysafe_password_disablement_set" "more" {
  identifiers = [for number in [1, 2] : data.mysafe_password.third.identifier + number]
}
`);
            vault.addPassword({ identifier: 1004 });
            vault.addPassword({ identifier: 1005 });
            succeeded(await configuration.apply());
            assert.ok(vault.passwords().every(({ active }) => !active));
            vault.addPassword({ identifier: 1006, tags: "Leaver" });
            const plan = hasChanges(await configuration.plan());
            assert.match(plan.output, /Plan: 1 to add, \d to change, 0 to destroy/);
            succeeded(await configuration.apply());
            assert.equal(vault.password(1006).active, false);
            vault.removePassword(1006);
            succeeded(await configuration.apply());
            succeeded(await configuration.plan());
            assert.deepEqual(vault.secretsServed, []);
        });
    });

    it("warns about a search that finds nothing", async () => {
        await withConfiguration({}, async (_vault, configuration) => {
            configuration.write('data "mysafe_passwords" "found" {\n  tag = "nobody"\n}\n');
            const { output } = succeeded(await configuration.plan());
            assert.match(output, /Warning: mysafe_passwords \{ tag = "nobody" \} found no password\./);
            assert.match(output, /allow_empty = true/);
        });
    });
});
