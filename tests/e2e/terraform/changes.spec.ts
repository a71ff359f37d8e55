import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
    type Attributes,
    describeTerraform,
    hasChanges,
    passwordsWith,
    succeeded,
    withConfiguration,
} from "./support/configuration";

interface ShownChange {
    address: string;
    change: { actions: string[]; after: Attributes | null };
}

/** Asserts that values are as a plan said. It leaves out those that it does not know, also in a map. */
function assertPlanned(actual: Attributes, planned: Attributes, place: string): void {
    for (const [name, value] of Object.entries(planned)) {
        if (typeof value === "object" && value !== null && !Array.isArray(value)) {
            assertPlanned(actual[name] as Attributes, value as Attributes, `${place}.${name}`);
        } else {
            assert.deepEqual(actual[name], value, `${place}.${name}`);
        }
    }
}

describeTerraform("a configuration that is applied, changed and applied again", () => {
    it("disables, then has nothing to do, and every value that a plan knows comes back", async () => {
        await withConfiguration({}, async (vault, configuration) => {
            async function applied(resources: string): Promise<void> {
                configuration.write(resources);
                hasChanges(await configuration.plan("-out=saved.plan"));
                const shown = JSON.parse((await configuration.run("show", "-json", "saved.plan")).stdout);
                succeeded(await configuration.run("apply", "-no-color", "saved.plan"));
                const state = configuration.state();
                for (const { address, change } of shown.resource_changes as ShownChange[]) {
                    assertPlanned(state[address]?.attributes ?? {}, change.after ?? {}, address);
                }
                succeeded(await configuration.plan());
            }

            await applied(`
resource "mysafe_password_disablement" "dba" {
  identifier = 312
  reason     = "CHG-2041"
}
resource "mysafe_password_disablement_set" "leavers" {
  identifiers = [313, 314, 340]
}
resource "mysafe_note_disablement" "note" {
  identifier = 21
}
resource "mysafe_api_secret_disablement" "key" {
  identifier = 31
  reason     = "CHG-2041"
}
`);
            const { dba, leavers, note, key } = {
                dba: configuration.state()["mysafe_password_disablement.dba"]?.attributes,
                leavers: configuration.state()["mysafe_password_disablement_set.leavers"]?.attributes,
                note: configuration.state()["mysafe_note_disablement.note"]?.attributes,
                key: configuration.state()["mysafe_api_secret_disablement.key"]?.attributes,
            };
            assert.deepEqual([dba?.id, dba?.status, dba?.outcome], ["312", "inactive", "deactivated"]);
            assert.deepEqual(passwordsWith(leavers?.results, "inactive", "already-inactive"), ["340"]);
            assert.deepEqual(passwordsWith(leavers?.results, "inactive", "deactivated"), ["313", "314"]);
            assert.deepEqual([note?.status, key?.status], ["inactive", "inactive"]);
            const requests = vault.count("disable");

            await applied(`
resource "mysafe_password_disablement" "dba" {
  identifier = 312
  reason     = "CHG-2099"
}
resource "mysafe_password_disablement_set" "leavers" {
  identifiers = [340, 315, 313]
  reason      = "CHG-2099"
}
resource "mysafe_note_disablement" "note" {
  identifier = 21
}
`);
            assert.equal(vault.count("disable"), requests + 1, "only the new password");
            assert.equal(vault.password(314).active, false, "what leaves a set is left inactive");
            assert.equal(vault.count("enable"), 0);
        });
    });

    it("has no change for a list in another order", async () => {
        await withConfiguration({}, async (vault, configuration) => {
            const set = (identifiers: string) =>
                configuration.write(
                    `resource "mysafe_password_disablement_set" "leavers" {\n  identifiers = ${identifiers}\n}`,
                );
            set("[313, 312]");
            succeeded(await configuration.apply());
            set("[312, 313]");
            succeeded(await configuration.plan());
            set("toset([312, 313])");
            succeeded(await configuration.plan());
            assert.deepEqual([vault.count("disable"), vault.count("enable")], [2, 0]);
        });
    });

    it("plans no change for a state that lacks an attribute and has one that no schema has", async () => {
        await withConfiguration({}, async (vault, configuration) => {
            configuration.write('resource "mysafe_password_disablement" "dba" {\n  identifier = 312\n}');
            succeeded(await configuration.apply());
            const { attributes } = configuration.state()["mysafe_password_disablement.dba"] ?? {};
            const { last_disabled_at: _, ...older } = attributes ?? {};
            const resource = {
                mode: "managed",
                type: "mysafe_password_disablement",
                name: "dba",
                provider: 'provider["PROVIDER"]',
                instances: [{ schema_version: 0, attributes: { ...older, lost: "x" }, sensitive_attributes: [] }],
            };
            const provider = /provider\[\\"(.*?)\\"\]/.exec((await configuration.run("providers")).stdout)?.[1];
            const shown =
                provider ?? /provider\[(\S+)\]/.exec((await configuration.run("providers")).stdout)?.[1] ?? "";
            const text = JSON.stringify({
                version: 4,
                terraform_version: "1.6.0",
                serial: 9,
                lineage: "l",
                outputs: {},
                resources: [resource],
            });
            writeFileSync(join(configuration.folder, "terraform.tfstate"), text.replace("PROVIDER", shown));
            succeeded(await configuration.plan());
            assert.equal(vault.count("disable"), 1);
        });
    });
});
