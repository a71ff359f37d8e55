import assert from "node:assert/strict";
import { describeTerraform, failedWith, hasChanges, succeeded, withConfiguration } from "./support/configuration";

describeTerraform("the secrets of the provider and of the vault", () => {
    it("are in no state, plan, output or log", async () => {
        const clientSecret = "s3cret/+ & äöü=";
        const env = { TF_LOG: "TRACE", HTTPS_PROXY: "http://user:pr0xy@127.0.0.1:9" };
        await withConfiguration({ clientSecret, env, settings: "max_retries = 0" }, async (vault, configuration) => {
            configuration.write(`
data "mysafe_passwords" "found" {
  tag = "offboarding"
}
data "mysafe_password" "one" {
  name_contains = "sandbox"
}
resource "mysafe_password_disablement" "one" {
  identifier = data.mysafe_password.one.identifier
}
resource "mysafe_password_disablement_set" "found" {
  identifiers = data.mysafe_passwords.found.identifiers
}
resource "mysafe_note_disablement" "note" {
  identifier = 21
}
output "found" {
  value = [data.mysafe_passwords.found, data.mysafe_password.one, mysafe_password_disablement_set.found]
}
`);
            vault.inject({ kind: "error500", route: "disable", identifier: 314 });
            const { output } = hasChanges(await configuration.plan("-out=first.plan"));
            assert.match(output, /\[(?:TRACE|DEBUG)\]/);
            failedWith(await configuration.run("apply", "-no-color", "first.plan"), "314");
            vault.setActive(350, true);
            hasChanges(await configuration.plan("-out=second.plan"));
            succeeded(await configuration.run("show", "-json", "second.plan"));
            succeeded(await configuration.run("apply", "-no-color", "second.plan"));
            succeeded(await configuration.run("output", "-json"));
            assert.ok(vault.issuedTokens.length > 0);
            vault.revokeTokens();
            vault.setClientSecret("an0ther");
            failedWith(await configuration.plan(), "401");
        });
    });

    it("are hidden where a sensitive variable has the client secret", async () => {
        const env = { SENHASEGURA_CLIENT_SECRET: "" };
        await withConfiguration({ env, settings: "client_secret = var.key" }, async (vault, configuration) => {
            const variable = `-var=key=${vault.clientSecret}`;
            configuration.write(`
variable "key" {
  type      = string
  sensitive = true
}
resource "mysafe_password_disablement" "one" {
  identifier = 312
}
`);
            succeeded(await configuration.run("validate", "-no-color"));
            hasChanges(await configuration.plan(variable));
            succeeded(await configuration.apply(variable));
            const wrong = failedWith(await configuration.plan("-var=key= short "), "401");
            assert.doesNotMatch(wrong.output, / short /);
        });
    });
});
