import assert from "node:assert/strict";
import { writeProgram } from "../support/packedProject";
import { failedWith, storyTimeoutMs, succeeded, withVaultAndStack } from "../support/story";
import { during } from "./support/declared";

/** Declares notes, API secrets and passwords. */
const program = `
const pulumi = require("@pulumi/pulumi");
const mysafe = require("pulumi-mysafe");
for (const [name, { kind, ...args }] of Object.entries(new pulumi.Config("test").requireObject("declare"))) {
    exports[name] = new mysafe[kind](name, args).outcome;
}
`;

const note = { kind: "NoteDisablement", reason: "CHG-2041" };
const apiSecret = { kind: "ApiSecretDisablement" };

describe("notes and API secrets", function () {
    this.timeout(storyTimeoutMs);

    it("become inactive beside passwords, need no request afterwards, and stay inactive after their removal", async () => {
        const declared = {
            runbook: { ...note, identifier: 21 },
            key: { ...apiSecret, identifier: "31" },
            old: { ...apiSecret, identifier: 32 },
            dba: { kind: "PasswordDisablement", identifier: 312 },
        };
        const options = {
            program: await writeProgram("sisters", program),
            config: { "test:declare": JSON.stringify(declared) },
        };
        await withVaultAndStack({}, options, async (vault, stack) => {
            const [up, requests] = await during(vault, () => stack.up());
            succeeded(up);
            assert.deepEqual(requests.sort(), [
                "disable 312",
                "disableApiSecret 31",
                "disableApiSecret 32",
                "disableNote 21",
                "list",
                "list",
                "token",
                "token",
            ]);
            assert.match(up.output, /key +: "deactivated"/);
            assert.match(up.output, /old +: "already-inactive"/);
            assert.match(up.output, /runbook: "deactivated"/);
            const { runbook } = await stack.resources();
            assert.equal(runbook?.type, "pulumi-nodejs:dynamic/mysafe:NoteDisablement");
            assert.equal(
                runbook?.outputs.__provider,
                'exports.handler = () => require("pulumi-mysafe/provider").noteDisablement;',
            );

            const [refreshed, asked] = await during(vault, () => stack.refresh("--expect-no-changes"));
            succeeded(refreshed);
            assert.deepEqual(asked, ["token", "read 312", "token", "read 312"], "in its preview and after it");

            const wrong = {
                ...declared,
                gone: { ...note, identifier: 9999 },
                kept: { ...note, identifier: 22, onDestroy: "restore" },
            };
            await stack.configure("test:declare", JSON.stringify(wrong));
            failedWith(await stack.preview(), "no call that enables notes");
            await stack.configure("test:declare", JSON.stringify({ ...declared, gone: wrong.gone }));
            succeeded(await stack.preview());
            failedWith(
                await stack.up("--skip-preview"),
                "1005: Note not found",
                "Cause: this vault has no note with this identifier",
            );

            await stack.configure("test:declare", JSON.stringify({}));
            const [destroyed, none] = await during(vault, () => stack.up("--skip-preview"));
            assert.match(succeeded(destroyed).output, /note 21 .*is left as it is, last seen inactive/);
            assert.match(destroyed.output, /API secret 31 .*is left as it is, last seen inactive/);
            assert.deepEqual(none, []);
        });
    });
});
