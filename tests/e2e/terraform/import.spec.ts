import assert from "node:assert/strict";
import { describeTerraform, failedWith, hasChanges, succeeded, withConfiguration } from "./support/configuration";

const passwords = [312, 313, 314, 400, 401].map((identifier) => ({ identifier, active: identifier === 312 }));

describeTerraform("an import", () => {
    it("takes over inactive passwords by command and by block, and changes nothing in the vault", async () => {
        await withConfiguration({ passwords }, async (vault, configuration) => {
            const resources = `
resource "mysafe_password_disablement" "one" {
  identifier = 313
}
resource "mysafe_password_disablement_set" "many" {
  identifiers = [314, 400, 401]
}
`;
            configuration.write(resources);
            succeeded(await configuration.run("import", "-no-color", "mysafe_password_disablement.one", "313"));
            configuration.write(`${resources}import {
  to = mysafe_password_disablement_set.many
  id = "314,400-401"
}`);
            const plan = hasChanges(await configuration.plan());
            assert.match(plan.output, /1 to import, 0 to add, 0 to change, 0 to destroy/);
            succeeded(await configuration.apply());
            succeeded(await configuration.plan());
            assert.equal(
                configuration.state()["mysafe_password_disablement.one"]?.attributes.outcome,
                "already-inactive",
            );
            assert.equal(vault.count("disable"), 0);
        });
    });

    it("refuses an active or missing password, a malformed identifier and a note", async () => {
        await withConfiguration({ passwords }, async (_vault, configuration) => {
            configuration.write(`
resource "mysafe_password_disablement" "one" {
  identifier = 312
}
resource "mysafe_note_disablement" "note" {
  identifier = 21
}
`);
            const one = "mysafe_password_disablement.one";
            const importing = (address: string, id: string) => configuration.run("import", "-no-color", address, id);
            failedWith(
                await importing(one, "312"),
                "Password 312 Password 312 is active, so there is nothing to import",
            );
            failedWith(
                await importing(one, "999"),
                "Password 999 is not in the vault (1005)",
                "mysafe_passwords shows",
            );
            failedWith(await importing(one, "312x"), 'Cannot import "312x"');
            failedWith(await importing("mysafe_note_disablement.note", "21"), "Cannot import note 21");
        });
    });

    it("refuses by block, and writes a configuration that a plan accepts", async () => {
        await withConfiguration({ passwords }, async (vault, configuration) => {
            const block = (type: string, name: string, id: string) =>
                `import {\n  to = mysafe_${type}.${name}\n  id = "${id}"\n}\n`;
            configuration.write(block("password_disablement_set", "many", "312,400"));
            const generate = "-generate-config-out=generated.tf";
            failedWith(await configuration.plan(generate), "Password 312 is active, so there is nothing to import");
            configuration.write(
                block("password_disablement_set", "many", "314,400-401") + block("password_disablement", "one", "313"),
            );
            hasChanges(await configuration.plan(generate));
            const { output } = succeeded(await configuration.apply());
            assert.match(output, /2 imported, 0 added, 0 changed, 0 destroyed/);
            succeeded(await configuration.plan());
            assert.equal(vault.count("disable") + vault.count("enable"), 0);
        });
    });
});
