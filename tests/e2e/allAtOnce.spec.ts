import assert from "node:assert/strict";
import { writeProgram } from "../support/packedProject";
import { declare, failedWith, storyTimeoutMs, succeeded, withVaultAndStack } from "../support/story";

describe("a program with ten wrong identifiers", function () {
    this.timeout(storyTimeoutMs);

    const wrong = {
        "not-there": { identifier: 9999 },
        "not-there-either": { identifier: "9998" },
        "not-editable": { identifier: 404 },
        "not-visible": { identifier: 411 },
        zero: { identifier: 0 },
        words: { identifier: "12abc" },
        list: { identifier: [312] },
        nothing: { identifier: null },
        path: { identifier: "../active/5" },
        again: { identifier: 312 },
    };

    it("is told all of them in one preview, once each, by the resource's name, and nothing is changed", async () => {
        await withVaultAndStack({}, {}, async (vault, stack) => {
            await declare(stack, { "former-dba": { identifier: 312 }, right: { identifier: 313 }, ...wrong });
            for (const run of [await stack.preview(), await stack.up()]) {
                failedWith(run);
                const [, diagnostics = ""] = run.output.split("Diagnostics:\n");
                for (const name of Object.keys(wrong)) {
                    const own = name === "again" ? "(?:again|former-dba)" : name;
                    const problem = new RegExp(
                        `error: resource '${own}': property identifier.* has a problem: .*\\n +Cause: .*\\n +Solution: .*\\n`,
                        "g",
                    );
                    assert.equal(diagnostics.match(problem)?.length, 1, `${name}:\n${run.output}`);
                }
                assert.equal(diagnostics.match(/error: /g)?.length, 10, run.output);
            }
            assert.equal(vault.count("list"), 2, "one in each preview");
            assert.equal(vault.count("disable"), 0);
            assert.deepEqual(await stack.resources(), {});
            assert.deepEqual(vault.secretsServed, []);
        });
    });

    it("is told them also of resources that exist and shall have another identifier", async () => {
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
        });
    });

    it("ends at once, without guessing, where the vault cannot be asked", async () => {
        await withVaultAndStack({}, { config: { "mysafe:maxRetries": "0" } }, async (vault, stack) => {
            vault.inject({ kind: "timeout504", route: "list" });
            await declare(stack, { one: { identifier: 9999 }, two: { identifier: 9998 } });
            const { output } = failedWith(await stack.preview(), "could not be asked about password");
            assert.doesNotMatch(output, /1005/);
        });
    });

    it("fails as a component's children do, and says of which one", async () => {
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

    it("stop a preview that adds more than mysafe:maxDisablements, and let it pass when that is raised", async () => {
        await withVaultAndStack({}, { config: { "mysafe:maxDisablements": "1" } }, async (vault, stack) => {
            await declare(stack, { one: { identifier: 312 } });
            succeeded(await stack.up());
            await declare(stack, { one: { identifier: 312 }, two: { identifier: 313 }, three: { identifier: 314 } });
            for (const run of [await stack.preview(), await stack.up("--skip-preview")]) {
                failedWith(
                    run,
                    "more new disablements than mysafe:maxDisablements allows (1)",
                    "`pulumi config set mysafe:maxDisablements <number>`",
                );
            }
            await stack.configure("mysafe:maxDisablements", "2");
            succeeded(await stack.up());
            assert.equal(vault.password(314).active, false);
        });
    });

    it("never disable what mysafe:neverDisable names, by pattern and by a structured list", async () => {
        await withVaultAndStack({}, {}, async (vault, stack) => {
            await stack.configure("mysafe:neverDisable", ["tag:offboarding", 404]);
            await declare(stack, { one: { identifier: 312 }, two: { identifier: 404 } });
            failedWith(
                await stack.preview(),
                'mysafe:neverDisable has tag:offboarding, and this is "Oracle production, former DBA".',
                "mysafe:neverDisable has 404",
            );
            failedWith(await stack.up("--skip-preview"), "is never to be disabled");
            assert.equal(vault.count("disable"), 0);
        });
    });
});
