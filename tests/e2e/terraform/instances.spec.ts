import assert from "node:assert/strict";
import { withVault } from "../../support/story";
import { describeTerraform, errorsIn, failedWith, succeeded, withConfiguration } from "./support/configuration";

describeTerraform("two instances of the provider", () => {
    it("disable the same number in two vaults, and refuse the state of the other vault", async () => {
        await withVault({}, async (other) => {
            const env = { TF_VAR_other: other.clientSecret };
            await withConfiguration({ env }, async (vault, configuration) => {
                const declare = (url: string, former = "[]") => `
variable "other" {
  sensitive = true
}
provider "mysafe" {
  alias         = "other"
  url           = "${url}"
  former_urls   = ${former}
  client_id     = "${other.clientId}"
  client_secret = var.other
}
resource "mysafe_password_disablement" "here" {
  identifier = 312
}
resource "mysafe_password_disablement" "there" {
  provider   = mysafe.other
  identifier = 312
}
resource "mysafe_password_disablement_set" "there" {
  provider    = mysafe.other
  identifiers = [313, 314]
}
`;
                configuration.write(declare(other.url));
                succeeded(await configuration.apply());
                succeeded(await configuration.plan());
                for (const one of [vault, other]) {
                    assert.deepEqual([one.password(312).active, one.password(312).changes], [false, 1]);
                }
                assert.equal(vault.password(313).active, true);

                const moved = other.url.replace("127.0.0.1", "localhost");
                configuration.write(declare(moved));
                const refused = failedWith(
                    await configuration.plan(),
                    "but the state belongs to the vault at",
                    "former_urls",
                );
                assert.equal(errorsIn(refused).length, 1, refused.output);
                configuration.write(declare(moved, JSON.stringify([other.url])));
                succeeded(await configuration.plan());
            });
        });
    });
});
