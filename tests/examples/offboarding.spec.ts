import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { seededPasswords } from "mysafe-simulator";
import type { Stack } from "../../engine/stack";
import { failedWith, storyTimeoutMs, succeeded } from "../support/story";
import { withExample } from "./support/withExample";

/** The seeded ones, with 321 tagged so that both searches find it, and its tag in another case. */
const passwords = seededPasswords().map((password) =>
    password.identifier === 321 ? { ...password, tags: "offboarding, Break-Glass" } : password,
);
const config = { ticket: "CHG-2041", leaver: "m.souza", tag: "offboarding" };

describe("examples/offboarding", function () {
    this.timeout(storyTimeoutMs);

    for (const listInactive of [false, true]) {
        const listed = listInactive ? "lists" : "hides";

        it(`disables passwords by user name and tag, except break-glass, in a vault that ${listed} inactive ones`, async () => {
            await withExample("offboarding", { vault: { passwords, listInactive }, config }, async (vault, stack) => {
                const preview = succeeded(await stack.preview());
                const leftOut =
                    "warning: password 321 is left active, since it is tagged break-glass: Domain admin, break-glass";
                // Both searches find it, but the live output and the diagnostics show it once each.
                assert.equal(preview.output.split(leftOut).length - 1, 2, preview.output);
                assert.equal(vault.count("disable"), 0);

                const found = listInactive ? ["312", "313", "314", "315", "340"] : ["312", "313", "314", "315"];
                const up = succeeded(await stack.up("--skip-preview"));
                assert.match(up.output, /"312: deactivated, \d{4}-/);
                assert.deepEqual(vault.passwords().flatMap(inactive), [312, 313, 314, 315, 340]);
                assert.deepEqual(await disabled(stack), found);
                assert.deepEqual(
                    (await report(stack)).map(({ identifier, reason }) => `${identifier} ${reason}`),
                    found.map((identifier) => `${identifier} CHG-2041`),
                );

                // After this, the searches find nothing in a vault that hides inactive passwords.
                vault.removePassword(321);
                const again = succeeded(await stack.up("--skip-preview", "--expect-no-changes"));
                assert.doesNotMatch(again.output, /found no password/, "the set explains the empty searches");
                assert.deepEqual(await disabled(stack), found);
                assert.equal(vault.count("disable"), found.length);
                assert.equal(vault.count("enable"), 0);
                assert.deepEqual(vault.secretsServed, []);
            });
        });
    }

    it("disables passwords that a later search finds, and those that somebody enabled again", async () => {
        await withExample("offboarding", { vault: { passwords }, config }, async (vault, stack) => {
            succeeded(await stack.up("--skip-preview"));
            vault.addPassword({ identifier: 361, name: "Wiki", username: "M.Souza" });
            vault.setActive(313, true);
            succeeded(await stack.up("--refresh", "--skip-preview"));
            assert.deepEqual(vault.passwords().flatMap(inactive), [312, 313, 314, 315, 340, 361]);
            assert.equal(vault.count("disable"), 6);
            assert.deepEqual(await disabled(stack), ["312", "313", "314", "315", "361"]);
        });
    });

    it("warns if a search finds nothing, and disables nothing", async () => {
        await withExample(
            "offboarding",
            { config: { ticket: "CHG-2041", leaver: "m.sousa" } },
            async (vault, stack) => {
                const { output } = succeeded(await stack.up());
                assert.match(output, /warning: getPasswords\(\{ username: "m\.sousa" \}\) found no password/);
                assert.equal(vault.count("disable"), 0);
            },
        );
    });

    it("disables none of a leaver's passwords if the access key cannot edit one of them", async () => {
        const seeded = [...passwords, { identifier: 362, username: "m.souza", canWrite: false }];
        await withExample("offboarding", { vault: { passwords: seeded }, config }, async (vault, stack) => {
            failedWith(
                await stack.up(),
                "value {362 Password 362 (m.souza)} has a problem: 1006: User does not have access",
            );
            assert.equal(vault.count("disable"), 0);
        });
    });

    it("fails without a leaver and a tag, and with an empty one", async () => {
        await withExample("offboarding", { config: { ticket: "CHG-2041" } }, async (vault, stack) => {
            failedWith(await stack.preview(), "Say whose passwords: pulumi config set leaver m.souza");
            await stack.configure("leaver", "");
            failedWith(await stack.preview(), "getPasswords: `username` must be a text that is not empty.");
            assert.deepEqual(vault.requests, []);
        });
    });
});

function inactive({ identifier, active }: { identifier: number; active: boolean }): number[] {
    return active ? [] : [identifier];
}

/** Returns the entries of the stack's report. */
async function report(stack: Stack): Promise<{ identifier: string; reason: string }[]> {
    const command = join(stack.folder, "..", "..", "node_modules", ".bin", "pulumi-mysafe");
    const options = { cwd: stack.folder, env: stack.env, shell: process.platform === "win32" };
    const { stdout } = await promisify(execFile)(command, ["report", "--format", "json"], options);
    return JSON.parse(stdout).entries;
}

/** Returns the disabled identifiers in the stack's output. */
async function disabled(stack: Stack): Promise<string[]> {
    const { stdout } = await stack.expect(["stack", "output", "disabled", "--json"]);
    return (JSON.parse(stdout) as string[]).map((line) => line.split(":", 1)[0] ?? "").sort();
}
