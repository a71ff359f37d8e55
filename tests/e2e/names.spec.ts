import assert from "node:assert/strict";
import { writeProgram } from "../support/packedProject";
import { declare, failedWith, storyTimeoutMs, succeeded, withVaultAndStack } from "../support/story";
import { declareSets, withSets } from "./support/sets";

const name = "Domain admin, break-glass (m.souza)";

describe("the name of a password", function () {
    this.timeout(storyTimeoutMs);

    it("shows a wrong number in the preview, and follows it until its resource is gone", async () => {
        await withVaultAndStack({}, {}, async (vault, stack) => {
            await declare(stack, { "former-dba": { identifier: 321, onDestroy: "restore" } });
            for (const flags of [[], ["--diff"]]) {
                const { output } = succeeded(await stack.preview(...flags));
                assert.match(output, /pulumi-mysafe: 1 to disable:\n +former-dba: 321 Domain admin, /);
            }
            succeeded(await stack.up("--skip-preview"));
            assert.equal((await stack.resources())["former-dba"]?.outputs.name, name);

            // Another name in the vault is no change.
            vault.removePassword(321);
            vault.addPassword({ identifier: 321, name: "Renamed", username: "Administrator" });
            const refreshed = succeeded(await stack.refresh("--skip-preview"));
            assert.ok(refreshed.output.includes(`password 321 ${name} was re-enabled in the vault`), refreshed.output);
            const drift = succeeded(await stack.preview());
            assert.match(
                drift.output,
                /warning: password 321 Renamed \(Administrator\) was re-enabled in the vault: to disable again\n/,
            );
            succeeded(await stack.up("--skip-preview"));
            assert.equal((await stack.resources())["former-dba"]?.outputs.name, name);

            await declare(stack, { "former-dba": { identifier: 312, onDestroy: "restore" } });
            const corrected = succeeded(await stack.preview());
            assert.ok(
                corrected.output.includes(`former-dba: password 321 ${name} becomes active again`),
                corrected.output,
            );
            assert.match(corrected.output, /former-dba: 312 Oracle production, former DBA \(m\.souza\)\n/);
            const { output } = succeeded(await stack.up("--skip-preview"));
            assert.ok(output.includes(`password 321 ${name} is active again`), output);
        });
    });

    it("stands in the refusals of a preview", async () => {
        await withVaultAndStack({}, { config: { "mysafe:neverDisable": "tag:break-glass" } }, async (_vault, stack) => {
            await declare(stack, { a: { identifier: 321 }, b: { identifier: 404 } });
            failedWith(
                await stack.preview(),
                `{321} has a problem: password 321 ${name} is protected by mysafe:neverDisable`,
                /\{404 .+ \(.+\)\} has a problem: 1006: User does not have access/,
            );
        });
    });

    it("is in no state with mysafe:keepNames false, and still in previews", async () => {
        await withVaultAndStack({}, { config: { "mysafe:keepNames": "false" } }, async (vault, stack) => {
            await declare(stack, { "former-dba": { identifier: 321 } });
            assert.ok(succeeded(await stack.up()).output.includes(`former-dba: 321 ${name}`));
            assert.doesNotMatch(JSON.stringify(await stack.resources()), /Domain admin/);
            assert.equal(vault.count("list"), 1, "for the preview alone");
        });
    });
});

describe("an identifier that the program keeps secret", function () {
    this.timeout(storyTimeoutMs);

    const program = `
const pulumi = require("@pulumi/pulumi");
const { PasswordDisablement } = require("pulumi-mysafe");
new PasswordDisablement("former-dba", { identifier: pulumi.secret(312) });
new PasswordDisablement("other", { identifier: 313 });
`;

    it("stands with its name in no preview, and in no JSON of one", async () => {
        await withVaultAndStack({}, { program: await writeProgram("secret-identifier", program) }, async (_, stack) => {
            const { output } = succeeded(await stack.preview());
            assert.match(output, /pulumi-mysafe: 2 to disable in 2 resources:\n/);
            assert.match(output, /^ +former-dba: 1 secret$/m);
            assert.match(output, /^ +other: 313 Oracle staging/m);
            for (const form of [output, succeeded(await stack.preview("--json")).output]) {
                assert.doesNotMatch(form, /Oracle production/);
            }
        });
    });
});

describe("a preview of 500 passwords in 50 sets", function () {
    this.timeout(storyTimeoutMs);

    it("has one total and fewer than 60 lines", async () => {
        const passwords = Array.from({ length: 500 }, (_, index) => ({ identifier: 1000 + index }));
        const sets = Object.fromEntries(
            Array.from({ length: 50 }, (_, index) => [
                `leaver-${index}`,
                { identifiers: passwords.slice(index * 10, index * 10 + 10).map(({ identifier }) => identifier) },
            ]),
        );
        await withSets({ passwords }, sets, async (_vault, stack) => {
            const { output } = succeeded(await stack.preview());
            const lines = output.split("\n").filter((line) => line.trim() !== "");
            const [, diagnostics = ""] = output.split("Diagnostics:\n");
            assert.match(
                diagnostics,
                /^ {2}pulumi:pulumi:Stack \(test-dev\):\n {4}pulumi-mysafe: 500 to disable in 50 sets\n\n/,
            );
            assert.ok(lines.length < 60, `${lines.length} lines:\n${output}`);
        });
    });
});

describe("a set that stops being additive", function () {
    this.timeout(storyTimeoutMs);

    it("names what leaves it in the preview, and leaves it inactive", async () => {
        const args = { identifiers: [312, 313], onDestroy: "restore" };
        await withSets({}, { leavers: { ...args, additive: true } }, async (vault, stack) => {
            succeeded(await stack.up("--skip-preview"));
            await declareSets(stack, { leavers: { ...args, identifiers: [313] } });
            const { output } = succeeded(await stack.preview());
            assert.ok(
                output.includes(
                    "warning: leavers: password 312 Oracle production, former DBA (m.souza) leaves the set, unchanged in the vault. The set is no longer additive: no refresh looks at it any more",
                ),
                output,
            );
            succeeded(await stack.up("--skip-preview"));
            assert.equal(vault.password(312).active, false);
        });
    });
});
