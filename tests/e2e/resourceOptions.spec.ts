import assert from "node:assert/strict";
import { declare, failedWith, storyTimeoutMs, succeeded } from "../support/story";
import { assertActive, destroy, during, withDeclared, withDisabled } from "./support/declared";

const enable = { onDestroy: "restore" };

describe("Pulumi's resource options", function () {
    this.timeout(storyTimeoutMs);

    it("retainOnDelete releases a password without a call for any onDestroy", async () => {
        const declared = { kept: { identifier: 312, ...enable, options: { retainOnDelete: true } } };
        await withDisabled(declared, async (vault, stack) => {
            const [run, requests] = await during(vault, () => destroy(stack));
            assert.match(succeeded(run).output, /\[retain\]/);
            assert.deepEqual(requests, []);
            assertActive(vault, 313, 314, 315);
            assert.deepEqual(await stack.resources(), {});
        });
    });

    it("protect refuses a destroy and a removal from the program before any call", async () => {
        const declared = { kept: { identifier: 312, ...enable, options: { protect: true } } };
        await withDisabled(declared, async (vault, stack) => {
            const met = vault.requests.length;
            failedWith(await destroy(stack), "because it is protected");
            await declare(stack, {});
            failedWith(await stack.up("--skip-preview"), "because it is protected");
            assert.equal(vault.requests.length, met);
            assert.deepEqual(Object.keys(await stack.resources()), ["kept"]);
        });
    });

    it("deletedWith releases it together with another resource, without a call", async () => {
        const declared = {
            first: { identifier: 312, ...enable },
            second: { identifier: 313, ...enable, options: { deletedWith: "first" } },
        };
        await withDisabled(declared, async (vault, stack) => {
            const [run, requests] = await during(vault, () => destroy(stack));
            assert.doesNotMatch(succeeded(run).output, /password 313/);
            assert.deepEqual(requests, ["token", "enable 312"]);
            assert.deepEqual(await stack.resources(), {});
        });
    });

    it("ignoreChanges keeps the reason and the password, also for an invalid declaration", async () => {
        const declared = (identifier: number, reason: string) => ({
            one: { identifier, reason, ...enable, options: { ignoreChanges: ["identifier", "reason"] } },
        });
        await withDisabled(declared(312, "CHG-1"), async (vault, stack) => {
            await declare(stack, declared(9999, "CHG-2"));
            const [run, requests] = await during(vault, () => stack.up("--expect-no-changes"));
            succeeded(run);
            assert.deepEqual(requests, []);
            const { id, outputs } = (await stack.resources()).one ?? {};
            assert.deepEqual([id, outputs?.reason], ["312", "CHG-1"]);
        });
    });

    it("customTimeouts have no effect, because the SDK does not give them to the provider", async () => {
        const customTimeouts = { create: "1s", update: "1s", delete: "1s" };
        await withDeclared(
            { slow: { identifier: 312, ...enable, options: { customTimeouts } } },
            async (vault, stack) => {
                vault.inject({ kind: "hang", route: "disable", delayMs: 1_500 });
                const [up, requests] = await during(vault, () => stack.up("--skip-preview"));
                succeeded(up);
                assert.deepEqual(requests, ["token", "list", "disable 312"]);
                vault.inject({ kind: "hang", route: "enable", delayMs: 1_500 });
                assert.match(succeeded(await destroy(stack)).output, /password 312 .*is active again/);
            },
        );
    });

    it("aliases rename a resource without a call", async () => {
        await withDisabled({ old: { identifier: 312, ...enable } }, async (vault, stack) => {
            const renamed = { new: { identifier: 312, ...enable, options: { aliases: [{ name: "old" }] } } };
            await declare(stack, renamed);
            const [run, requests] = await during(vault, () => stack.up("--skip-preview"));
            succeeded(run);
            assert.deepEqual(requests, []);
            assert.deepEqual(Object.keys(await stack.resources()), ["new"]);
            assertActive(vault, 313, 314, 315);
        });
    });

    it("a new name without aliases is a new resource, and leaves its password inactive", async () => {
        await withDisabled({ old: { identifier: 312, ...enable } }, async (vault, stack) => {
            await declare(stack, { new: { identifier: 312, ...enable } });
            const [run, requests] = await during(vault, () => stack.up("--skip-preview"));
            assert.match(succeeded(run).output, /password 312 .*is not enabled: the program still declares it/);
            assert.deepEqual(
                requests.filter((request) => /^(dis|en)able/.test(request)),
                ["disable 312"],
            );
            assertActive(vault, 313, 314, 315);
            const { old, new: named } = await stack.resources();
            assert.equal(old, undefined);
            assert.equal(named?.outputs.outcome, "already-inactive");
        });
    });

    it("deleteBeforeReplace releases the former password first, and leaves an unchanged one inactive", async () => {
        const declared = (identifier: number) => ({
            one: { identifier, ...enable, options: { deleteBeforeReplace: true } },
        });
        await withDisabled(declared(312), async (vault, stack) => {
            await declare(stack, declared(313));
            const [other, otherRequests] = await during(vault, () => stack.up("--skip-preview"));
            succeeded(other);
            assert.deepEqual(otherRequests, ["token", "list", "enable 312", "disable 313"]);
            const urn = (await stack.resources()).one?.urn ?? "";
            const [same, sameRequests] = await during(vault, () => stack.up("--skip-preview", "--replace", urn));
            assert.match(succeeded(same).output, /password 313 .*is not enabled: the program still declares it/);
            assert.deepEqual(sameRequests, ["token", "list", "disable 313"]);
            assertActive(vault, 312, 314, 315);
        });
    });
});

describe("Pulumi's flags for single resources", function () {
    this.timeout(storyTimeoutMs);

    it("--target disables and enables only that password", async () => {
        const declared = {
            one: { identifier: 312, ...enable },
            two: { identifier: 313, ...enable },
            wrong: { identifier: 9999 },
        };
        await withDeclared(declared, async (vault, stack) => {
            const urnOf = (name: string) =>
                `urn:pulumi:dev::test::pulumi-nodejs:dynamic/mysafe:PasswordDisablement::${name}`;
            succeeded(await stack.up("--target", urnOf("one")));
            assertActive(vault, 313, 314, 315);
            succeeded(await stack.up("--skip-preview", "--target", urnOf("two")));
            assertActive(vault, 314, 315);
            const [run, requests] = await during(vault, () => destroy(stack, "--target", urnOf("two")));
            assert.match(succeeded(run).output, /password 313 .*is active again/);
            assert.deepEqual(requests, ["token", "enable 313"]);
            assert.deepEqual(Object.keys(await stack.resources()), ["one"]);
        });
    });

    it("--replace leaves a password inactive that the program still declares", async () => {
        await withDisabled({ one: { identifier: 312, ...enable } }, async (vault, stack) => {
            const before = (await stack.resources()).one;
            const [run, requests] = await during(vault, () =>
                stack.up("--skip-preview", "--replace", before?.urn ?? ""),
            );
            assert.match(succeeded(run).output, /password 312 .*is not enabled: the program still declares it/);
            assert.deepEqual(
                requests.filter((request) => /^(dis|en)able/.test(request)),
                ["disable 312"],
            );
            assertActive(vault, 313, 314, 315);
            assert.equal((await stack.resources()).one?.outputs.outcome, "already-inactive");
        });
    });
});
