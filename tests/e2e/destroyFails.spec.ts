import assert from "node:assert/strict";
import type { Fault } from "mysafe-simulator";
import { declare, failedWith, storyTimeoutMs, succeeded } from "../support/story";
import { assertActive, destroy, during, withDisabled } from "./support/declared";

const former = { former: { identifier: 312, onDestroy: "restore" } };

describe("a password that a destroy failed to enable", function () {
    this.timeout(storyTimeoutMs);

    it("keeps its resource if the access key cannot edit it (1006), until the next destroy enables it", async () => {
        const declared = { ...former, other: { identifier: 313, onDestroy: "restore" } };
        await withDisabled(declared, async (vault, stack) => {
            vault.setRights(312, { canWrite: false });
            const { output } = failedWith(
                await destroy(stack, "--continue-on-error"),
                'POST api/mysafe/password/active/312 failed: 400 "1006: User does not have access"',
                "Cause: the access key may not edit this password.",
                "Solution: ask its owner to share it with edit permission",
                /password 313 .*is active again/,
            );
            assert.doesNotMatch(output, /may still be/);
            assert.deepEqual(Object.keys(await stack.resources()), ["former"]);
            assertActive(vault, 313, 314, 315);
            vault.setRights(312, { canWrite: true });
            assert.match(succeeded(await destroy(stack)).output, /password 312 .*is active again/);
            assert.deepEqual(await stack.resources(), {});
            assertActive(vault, 312, 313, 314, 315);
        });
    });

    it("keeps its resource if the access key is that of another tenant, which has none of the passwords", async () => {
        const declared = { ...former, other: { identifier: 313, onDestroy: "restore" } };
        await withDisabled(declared, async (vault, stack) => {
            vault.inject({ kind: "foreignTenant", times: Number.POSITIVE_INFINITY });
            failedWith(
                await destroy(stack, "--continue-on-error"),
                "the vault has none of the 2 passwords 312-313 (1005)",
                `Cause: the access key ${vault.clientId} (mysafe:tenant is not set) at ${vault.url} belongs to another tenant`,
                "Solution: check mysafe:tenant and mysafe:clientId.",
            );
            assert.deepEqual(Object.keys(await stack.resources()).sort(), ["former", "other"]);
            vault.clearFaults();
            assert.match(succeeded(await destroy(stack)).output, /password 312 .*is active again/);
            assertActive(vault, 312, 313, 314, 315);
        });
    });

    const unanswered: [title: string, fault: Fault, changes: number, texts: (string | RegExp)[]][] = [
        ["each attempt timed out", { kind: "timeout504", times: Infinity }, 1, ['504 "The upstream']],
        [
            "each connection was cut after the vault had acted",
            { kind: "reset", act: true, times: Infinity },
            2,
            ["ECONNRESET"],
        ],
    ];
    for (const [title, fault, changes, texts] of unanswered) {
        it(`is unconfirmed when ${title}, until the next destroy settles it`, async () => {
            await withDisabled(
                former,
                async (vault, stack) => {
                    vault.inject({ ...fault, route: "enable" });
                    failedWith(
                        await destroy(stack),
                        /password 312 .*may still be inactive: the request to enable it was sent but not confirmed/,
                        "POST api/mysafe/password/active/312 failed: ",
                        ...texts,
                        "Cause: ",
                        "Solution: run the same command again: repeating the request is safe.",
                    );
                    assert.equal(vault.count("enable"), 2, "one attempt and one retry");
                    assert.equal(vault.password(312).changes, changes);
                    assert.deepEqual(Object.keys(await stack.resources()), ["former"]);

                    vault.clearFaults();
                    assert.match(succeeded(await destroy(stack)).output, /password 312 .*is active again/);
                    assert.equal(vault.password(312).changes, 2, "disabled once, enabled once");
                    assert.deepEqual(await stack.resources(), {});
                },
                { config: { "mysafe:maxRetries": "1" } },
            );
        });
    }

    it("becomes active by the next update after a replacement, with the new one inactive", async () => {
        await withDisabled(former, async (vault, stack) => {
            vault.setRights(312, { canWrite: false });
            await declare(stack, { former: { identifier: 313, onDestroy: "restore" } });
            failedWith(await stack.up("--skip-preview"), "1006: User does not have access", "Solution: ask its owner");
            assertActive(vault, 314, 315);
            vault.setRights(312, { canWrite: true });
            const [run, requests] = await during(vault, () => stack.up("--skip-preview"));
            assert.match(succeeded(run).output, /password 312 .*is active again/);
            assert.deepEqual(requests, ["token", "enable 312"]);
            assertActive(vault, 312, 314, 315);
        });
    });
});
