import assert from "node:assert/strict";
import { writeProgram } from "../support/packedProject";
import { declare, failedWith, storyTimeoutMs, succeeded, withVaultAndStack } from "../support/story";

/** The identifiers that a preview refuses, by resource, with the printed errors. */
const wrong: Record<string, [identifier: unknown, text: string]> = {
    "not-there": [9999, "value {9999} has a problem: 1005: Password not found"],
    "not-there-either": ["9998", "value {9998} has a problem: 1005: Password not found"],
    long: [9_999_999, "value {9999999} has a problem: 1005: Password not found"],
    "not-editable": [404, "value {404 Board portal, view only (board)} has a problem: 1006: User does not have access"],
    "not-visible": [411, "value {411} has a problem: 1006: User does not have access"],
    zero: [0, "value {0} has a problem: must be a whole number from 1"],
    fraction: [1.5, "value {1.5} has a problem: must be a whole number"],
    text: ["12abc", "value {12abc} has a problem: must be a whole number"],
    list: [[312], " has a problem: must be a whole number"],
    nothing: [null, " has a problem: must be a whole number"],
    missing: [undefined, " has a problem: must be a whole number"],
    path: ["../active/5", " has a problem: must be a whole number"],
    again: [312, " has a problem: "],
};

describe("a program with many wrong identifiers", function () {
    this.timeout(storyTimeoutMs);

    it("reports each of them once in one preview, with the resource's name, and changes nothing", async () => {
        await withVaultAndStack({}, {}, async (vault, stack) => {
            const declared = Object.entries(wrong).map(([name, [identifier]]) => [name, { identifier }]);
            const right = { "former-dba": { identifier: 312 }, right: { identifier: 313 } };
            await declare(stack, { ...right, ...Object.fromEntries(declared) });
            for (const run of [await stack.preview(), await stack.up()]) {
                failedWith(run);
                const [, diagnostics = ""] = run.output.split("Diagnostics:\n");
                for (const [name, [, text]] of Object.entries(wrong)) {
                    const own = name === "again" ? "(?:again|former-dba)" : name;
                    const problem = new RegExp(
                        `error: resource '${own}': property identifier(.*)\\n +Cause: .*\\n +Solution: .*\\n`,
                        "g",
                    );
                    const found = [...diagnostics.matchAll(problem)];
                    assert.equal(found.length, 1, `${name}:\n${run.output}`);
                    assert.ok(found[0]?.[1]?.includes(text), `${name}:\n${run.output}`);
                }
                assert.equal(diagnostics.match(/error: /g)?.length, Object.keys(wrong).length, run.output);
            }
            assert.equal(vault.count("list"), 2, "one in each preview");
            assert.equal(vault.count("disable"), 0);
            assert.deepEqual(await stack.resources(), {});
            assert.deepEqual(vault.secretsServed, []);
        });
    });

    it("reports them for existing resources with a new identifier, and keeps those resources", async () => {
        await withVaultAndStack({}, {}, async (vault, stack) => {
            await declare(stack, { one: { identifier: 312 }, two: { identifier: 313 } });
            succeeded(await stack.up("--skip-preview"));
            await declare(stack, { one: { identifier: 9999 }, two: { identifier: 9998 } });
            failedWith(
                await stack.up(),
                "resource 'one': property identifier value {9999}",
                "resource 'two': property",
            );
            assert.equal(vault.count("disable"), 2);
            const { one, two } = await stack.resources();
            assert.deepEqual([one?.id, two?.id], ["312", "313"]);
        });
    });

    it("fails in the update without a preview, in three lines", async () => {
        await withVaultAndStack({}, {}, async (vault, stack) => {
            await declare(stack, { right: { identifier: 312 }, wrong: { identifier: 9999 } });
            const run = await stack.up("--skip-preview");
            failedWith(
                run,
                'error: POST api/mysafe/password/inactive/9999 failed: 400 "1005: Password not found"',
                "Cause: this vault has no password with this identifier",
                "Solution: use an identifier that",
            );
            assert.equal(vault.password(312).active, false);
            assert.deepEqual(Object.keys(await stack.resources()), ["right"]);
        });
    });

    it("reports only the vault's failure if the list call fails", async () => {
        await withVaultAndStack({}, { config: { "mysafe:maxRetries": "0" } }, async (vault, stack) => {
            vault.inject({ kind: "timeout504", route: "list" });
            await declare(stack, { one: { identifier: 9999 }, two: { identifier: 9998 } });
            const { output } = failedWith(await stack.preview(), "the preview could not look up password");
            assert.doesNotMatch(output, /1005/);
        });
    });

    it("names a wrong child of a component", async () => {
        const program = await writeProgram(
            "component",
            `
const pulumi = require("@pulumi/pulumi");
const { PasswordDisablement } = require("pulumi-mysafe");
class Leaver extends pulumi.ComponentResource {
    constructor(name, identifiers) {
        super("test:index:Leaver", name);
        identifiers.map((identifier) => new PasswordDisablement(name + "-" + identifier, { identifier }, { parent: this }));
    }
}
new Leaver("souza", [312, 9999]);
new Leaver("silva", [313, 9998]);
`,
        );
        await withVaultAndStack({}, { program }, async (_vault, stack) => {
            failedWith(await stack.preview(), "resource 'souza-9999': property", "resource 'silva-9998': property");
        });
    });
});

describe("the guards", function () {
    this.timeout(storyTimeoutMs);

    it("stop a preview that adds more passwords than mysafe:maxDisablements", async () => {
        await withVaultAndStack({}, { config: { "mysafe:maxDisablements": "1" } }, async (vault, stack) => {
            await declare(stack, { one: { identifier: 312 } });
            succeeded(await stack.up());
            await declare(stack, { one: { identifier: 312 }, two: { identifier: 313 }, three: { identifier: 314 } });
            for (const run of [await stack.preview(), await stack.up("--skip-preview")]) {
                failedWith(
                    run,
                    "more new passwords than mysafe:maxDisablements allows (1)",
                    "`pulumi config set mysafe:maxDisablements <number>`",
                );
            }
            await stack.configure("mysafe:maxDisablements", "2");
            succeeded(await stack.up());
            assert.equal(vault.password(314).active, false);
        });
    });

    it("protect the passwords of mysafe:neverDisable, by pattern and by structured list", async () => {
        await withVaultAndStack({}, {}, async (vault, stack) => {
            await stack.configure("mysafe:neverDisable", ["tag:offboarding", 404]);
            await declare(stack, { one: { identifier: 312 }, two: { identifier: 404 } });
            failedWith(
                await stack.preview(),
                "password 312 Oracle production, former DBA (m.souza) is protected by mysafe:neverDisable",
                "mysafe:neverDisable contains tag:offboarding.",
                "mysafe:neverDisable contains 404.",
            );
            failedWith(await stack.up("--skip-preview"), "is protected by mysafe:neverDisable");
            assert.equal(vault.count("disable"), 0);
        });
    });
});
