import assert from "node:assert/strict";
import {
    type Attributes,
    describeTerraform,
    failedWith,
    hasChanges,
    passwordsWith,
    succeeded,
    withConfiguration,
} from "./support/configuration";

describeTerraform("an apply that fails for some passwords", () => {
    it("keeps what was done and what was sent, and the next apply settles the rest and enables nothing", async () => {
        await withConfiguration({ settings: "max_retries = 0" }, async (vault, configuration) => {
            configuration.write(`
resource "mysafe_password_disablement" "dba" {
  identifier = 312
  on_destroy = "restore"
}
resource "mysafe_password_disablement_set" "leavers" {
  identifiers = [313, 314, 315]
  on_destroy  = "restore"
}
`);
            vault.inject({ kind: "timeout504", route: "disable", identifier: 312, act: true });
            vault.inject({ kind: "timeout504", route: "disable", identifier: 314 });
            failedWith(
                await configuration.apply(),
                "Password 312 Oracle production, former DBA (m.souza) may still be active",
                "1 of 3 passwords is not disabled: the next apply retries only these",
                "run apply again: repeating the request is safe.",
            );
            const before = configuration.state();
            const dba = before["mysafe_password_disablement.dba"];
            const first = (before["mysafe_password_disablement_set.leavers"]?.attributes.results ?? []) as Attributes[];
            const disabled = first.find(({ identifiers }) => String(identifiers).startsWith("313"));
            assert.deepEqual([dba?.isTainted, dba?.attributes.status], [true, "unconfirmed"]);
            assert.deepEqual(passwordsWith(first, "inactive", "deactivated"), ["313", "315"]);
            assert.deepEqual(passwordsWith(first, "unconfirmed", null), ["314"]);

            hasChanges(await configuration.plan());
            succeeded(await configuration.apply());
            const after = configuration.state();
            assert.equal(after["mysafe_password_disablement.dba"]?.attributes.status, "inactive");
            const results = (after["mysafe_password_disablement_set.leavers"]?.attributes.results ??
                []) as Attributes[];
            const kept = results.find(({ disabled_at }) => disabled_at === disabled?.disabled_at);
            assert.match(String(kept?.identifiers), /313/);
            assert.equal(vault.count("enable"), 0);
            assert.equal(vault.password(313).changes, 1);
            succeeded(await configuration.plan());
        });
    });

    it("settles requests that all got no answer, and enables afterwards what it disabled", async () => {
        await withConfiguration({ settings: "max_retries = 1" }, async (vault, configuration) => {
            configuration.write(`
resource "mysafe_password_disablement" "dba" {
  identifier = 312
  on_destroy = "restore"
}
resource "mysafe_password_disablement_set" "leavers" {
  identifiers = [313, 314]
  on_destroy  = "restore"
}
resource "mysafe_note_disablement" "note" {
  identifier = 21
}
`);
            vault.inject({ kind: "timeout504", times: Number.POSITIVE_INFINITY, route: "disable" });
            vault.inject({ kind: "timeout504", times: Number.POSITIVE_INFINITY, route: "disableNote" });
            failedWith(await configuration.apply(), "sent but not confirmed");
            const state = Object.values(configuration.state());
            assert.deepEqual(
                state.map(({ isTainted }) => isTainted),
                [true, true, true],
            );
            assert.equal(JSON.stringify(state).match(/"status":"unconfirmed"/g)?.length, 3, JSON.stringify(state));
            failedWith(await configuration.apply(), "sent but not confirmed");
            assert.equal(Object.keys(configuration.state()).length, 3);
            vault.clearFaults();
            succeeded(await configuration.apply());
            succeeded(await configuration.plan());
            assert.equal(vault.count("enable"), 0);
            assert.deepEqual(
                [312, 313, 314].map((identifier) => vault.password(identifier).changes),
                [1, 1, 1],
            );
            succeeded(await configuration.run("destroy", "-no-color", "-auto-approve"));
            assert.deepEqual(
                [312, 313, 314].map((identifier) => vault.password(identifier).active),
                [true, true, true],
            );
        });
    });
});
