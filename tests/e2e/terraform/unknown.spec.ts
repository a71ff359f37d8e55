import assert from "node:assert/strict";
import { describeTerraform, failedWith, passwordsWith, succeeded, withConfiguration } from "./support/configuration";

const address = "mysafe_password_disablement.dba";

describeTerraform("a plan that does not know everything yet", () => {
    it("takes identifiers and options from other resources, at first and when these change", async () => {
        await withConfiguration({}, async (vault, configuration) => {
            const declare = (number: number, ticket: string) => `
resource "terraform_data" "number" {
  input = ${number}
}
resource "terraform_data" "ticket" {
  input = "${ticket}"
}
resource "mysafe_password_disablement" "dba" {
  identifier = terraform_data.number.output
  reason     = terraform_data.ticket.output
}
resource "mysafe_password_disablement_set" "leavers" {
  identifiers = [340, terraform_data.number.output + 2]
  reason      = terraform_data.ticket.output
}
resource "mysafe_note_disablement" "note" {
  identifier = 21
  reason     = terraform_data.ticket.output
}
`;
            configuration.write(declare(312, "CHG-1"));
            succeeded(await configuration.apply());
            succeeded(await configuration.plan());
            const first = configuration.state();
            const requests = vault.count("disable");

            configuration.write(declare(312, "CHG-2"));
            succeeded(await configuration.apply());
            const renamed = configuration.state();
            for (const [place, { attributes }] of Object.entries(renamed).filter(([one]) => one.includes("mysafe"))) {
                assert.deepEqual(attributes, { ...first[place]?.attributes, reason: "CHG-2" }, place);
            }
            assert.equal(vault.count("disable"), requests);

            configuration.write(declare(313, "CHG-2"));
            succeeded(await configuration.apply());
            succeeded(await configuration.plan());
            assert.equal(configuration.state()[address]?.attributes.id, "313");
            assert.deepEqual(
                [312, 313, 314, 315].map((identifier) => vault.password(identifier).active),
                [false, false, false, false],
            );
            assert.equal(vault.count("enable"), 0);
        });
    });

    it("refuses in the apply what it could not check before", async () => {
        await withConfiguration({ settings: 'never_disable = ["320"]' }, async (vault, configuration) => {
            configuration.write(`
resource "terraform_data" "number" {
  input = 320
}
resource "mysafe_password_disablement" "root" {
  identifier = terraform_data.number.output
}
resource "mysafe_password_disablement_set" "leavers" {
  identifiers = [terraform_data.number.output, terraform_data.number.output + 9000]
}
`);
            const run = failedWith(await configuration.apply(), "protected by never_disable");
            assert.doesNotMatch(run.output, /inconsistent|defect/);
            assert.equal(vault.count("disable"), 0);
        });
    });

    it("works with a vault whose URL it does not know", async () => {
        await withConfiguration({ url: "terraform_data.vault.output" }, async (vault, configuration) => {
            const declare = (trigger: string, identifier: number, reason: string) => `
resource "terraform_data" "vault" {
  input            = "${vault.url}"
  triggers_replace = "${trigger}"
}
data "mysafe_passwords" "found" {
  tag         = "service-account"
  allow_empty = true
  depends_on  = [terraform_data.vault]
}
resource "mysafe_password_disablement" "dba" {
  identifier = ${identifier}
  on_destroy = "restore"
  reason     = "${reason}"
}
resource "mysafe_password_disablement" "kept" {
  identifier = 315
}
resource "mysafe_password_disablement_set" "found" {
  identifiers = data.mysafe_passwords.found.identifiers
  additive    = true
}
`;
            configuration.write(declare("a", 312, "CHG-1"));
            succeeded(await configuration.apply());
            assert.equal(vault.count("enable"), 0);
            assert.deepEqual(
                vault
                    .passwords()
                    .filter(({ changes }) => changes === 1)
                    .map(({ identifier }) => identifier),
                [312, 315, 330, 331],
            );
            succeeded(await configuration.apply());
            succeeded(await configuration.plan());

            // The URL is unknown again, and a reason and an identifier change.
            configuration.write(declare("b", 312, "CHG-2"));
            succeeded(await configuration.apply());
            assert.equal(configuration.state()[address]?.attributes.outcome, "deactivated");
            configuration.write(declare("c", 313, "CHG-2"));
            succeeded(await configuration.apply());
            assert.deepEqual([vault.password(312).active, vault.password(313).active], [true, false]);
            configuration.write(declare("d", 313, "CHG-2").replace(/ +depends_on .*/, ""));
            failedWith(
                await configuration.plan(),
                "mysafe_passwords cannot search before the plan knows the configuration of the provider",
            );
            const { results } = configuration.state()["mysafe_password_disablement_set.found"]?.attributes ?? {};
            assert.deepEqual(passwordsWith(results, "inactive", "deactivated"), ["330", "331"]);
        });
    });
});
