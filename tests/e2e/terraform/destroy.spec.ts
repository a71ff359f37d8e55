import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describeTerraform, failedWith, succeeded, withConfiguration } from "./support/configuration";

const single = (name: string, identifier: number, more = "") =>
    `resource "mysafe_password_disablement" "${name}" {\n  identifier = ${identifier}\n  ${more}\n}\n`;
const restore = 'on_destroy = "restore"';

describeTerraform("the end of a resource", () => {
    it("leaves passwords inactive, and enables with restore those that the resource disabled", async () => {
        await withConfiguration({ settings: "max_retries = 1" }, async (vault, configuration) => {
            configuration.write(
                `${single("left", 312)}${single("back", 313, restore)}${single("before", 340, restore)}
resource "mysafe_password_disablement_set" "set" {
  identifiers = [314, 315]
  ${restore}
}`,
            );
            succeeded(await configuration.apply());
            vault.inject({ kind: "unavailable503", route: "enable", identifier: 313, times: Number.POSITIVE_INFINITY });
            const failed = failedWith(await configuration.run("destroy", "-no-color", "-auto-approve"), "503");
            assert.match(failed.output, /enable/);
            assert.deepEqual(Object.keys(configuration.state()), ["mysafe_password_disablement.back"]);
            vault.clearFaults();
            succeeded(await configuration.run("destroy", "-no-color", "-auto-approve"));
            assert.deepEqual(
                [312, 313, 314, 315, 340].map((identifier) => vault.password(identifier).active),
                [false, true, true, true, false],
            );
        });
    });

    it("of a replaced one enables the former password, and never one that is replaced by itself", async () => {
        await withConfiguration({}, async (vault, configuration) => {
            configuration.write(single("p", 312, restore));
            succeeded(await configuration.apply());
            succeeded(await configuration.apply("-replace=mysafe_password_disablement.p"));
            assert.equal(vault.count("enable"), 0);
            assert.equal(configuration.state()["mysafe_password_disablement.p"]?.attributes.outcome, "deactivated");

            configuration.write(single("p", 313, restore));
            succeeded(await configuration.apply());
            assert.deepEqual([vault.password(312).active, vault.password(313).active], [true, false]);
        });
    });

    it("is no end where a moved block gives it another name, and is refused where it would enable what stays", async () => {
        await withConfiguration({}, async (vault, configuration) => {
            configuration.write(single("former_dba", 312, restore));
            succeeded(await configuration.apply());
            const requests = vault.count("disable");
            configuration.write(single("dba_2025", 312, restore));
            failedWith(
                await configuration.plan(),
                "Password 312 cannot be both enabled and disabled",
                "add a `moved` block",
            );
            // docs/terraform.md shows the block.
            const moved = readFileSync(join(__dirname, "fixtures", "moved.tf"), "utf8");
            configuration.write(`${single("dba_2025", 312, restore)}${moved}`);
            succeeded(await configuration.apply());
            assert.deepEqual([vault.count("disable"), vault.count("enable")], [requests, 0]);
            assert.deepEqual(Object.keys(configuration.state()), ["mysafe_password_disablement.dba_2025"]);
        });
    });
});
