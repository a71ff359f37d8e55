import assert from "node:assert/strict";
import { declare, failedWith, storyTimeoutMs, succeeded, withVaultAndStack } from "../support/story";

describe("a preview of what cannot be", function () {
    this.timeout(storyTimeoutMs);

    const refusals: [title: string, identifier: unknown, words: (string | RegExp)[]][] = [
        [
            "refuses an identifier that the vault does not have (1005)",
            9999,
            ["property identifier value {9999} has a problem: 1005: Password not found", "Cause: ", "Solution: "],
        ],
        [
            "refuses a password that the access key may see but not edit (1006)",
            404,
            ["property identifier value {404} has a problem: 1006: User does not have access", "Cause: ", "Solution: "],
        ],
        [
            "refuses a password that the access key may not even see (1006)",
            411,
            ["property identifier value {411} has a problem: 1006: User does not have access", "Cause: ", "Solution: "],
        ],
        [
            "shows a long identifier in full",
            9_999_999,
            ["property identifier value {9999999} has a problem: 1005: Password not found"],
        ],
        ["refuses zero", 0, ["value {0} has a problem: not an identifier: it must be a whole number from 1"]],
        ["refuses a fraction", 1.5, ["value {1.5} has a problem: not an identifier"]],
        ["refuses a text that is no number", "12abc", ["value {12abc} has a problem: not an identifier"]],
        ["refuses a list", [312], ["has a problem: not an identifier", "Cause: it is a list."]],
        ["refuses a missing identifier", undefined, ["has a problem: not an identifier", "Cause: it is missing."]],
    ];

    for (const [title, identifier, words] of refusals) {
        it(title, async () => {
            await withVaultAndStack({}, {}, async (vault, stack) => {
                await declare(stack, { wrong: { identifier } });
                failedWith(await stack.preview(), ...words);
                assert.equal(vault.count("disable"), 0);
                assert.deepEqual(vault.secretsServed, []);
            });
        });
    }

    it("refuses a changed identifier too, and keeps what is there", async () => {
        await withVaultAndStack({}, {}, async (vault, stack) => {
            await declare(stack, { "former-dba": { identifier: 312 } });
            succeeded(await stack.up("--skip-preview"));
            await declare(stack, { "former-dba": { identifier: 9999 } });
            failedWith(await stack.up(), "1005: Password not found");
            assert.equal((await stack.resources())["former-dba"]?.id, "312");
            assert.equal(vault.count("disable"), 1);
        });
    });

    it("is refused by the up itself, in three lines, where the preview is skipped", async () => {
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
});
