import assert from "node:assert/strict";
import { declare, failedWith, storyTimeoutMs, succeeded } from "../support/story";
import { assertActive, destroy, during, withDeclared, withDisabled } from "./support/declared";

const enable = { onDestroy: "enable" };

describe("the options that Pulumi has for every resource", function () {
    this.timeout(storyTimeoutMs);

    it("retainOnDelete lets a password go without a call, whatever its onDestroy", async () => {
        const declared = { kept: { identifier: 312, ...enable, options: { retainOnDelete: true } } };
        await withDisabled(declared, async (vault, stack) => {
            const [run, requests] = await during(vault, () => destroy(stack));
            assert.match(succeeded(run).output, /\[retain\]/);
            assert.deepEqual(requests, []);
            assertActive(vault, 313, 314, 315);
            assert.deepEqual(await stack.resources(), {});
        });
    });

    it("protect refuses to let it go, by destroy and by leaving it out, before any call", async () => {
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

    it("deletedWith lets it go together with another, without a call of its own", async () => {
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

    it("ignoreChanges keeps the reason and the password, also when one is declared that cannot be", async () => {
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

    it("aliases give a resource another name without a call", async () => {
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

    it("without aliases another name is another resource; the password that both have ends inactive", async () => {
        await withDisabled({ old: { identifier: 312, ...enable } }, async (vault, stack) => {
            await declare(stack, { new: { identifier: 312, ...enable } });
            const [run, requests] = await during(vault, () => stack.up("--skip-preview"));
            assert.match(succeeded(run).output, /password 312 is not enabled: the program still declares it/);
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

    it("deleteBeforeReplace lets the former password go first, and a same one stay inactive", async () => {
        const declared = (identifier: number) => ({
            one: { identifier, ...enable, options: { deleteBeforeReplace: true } },
        });
        await withDisabled(declared(312), async (vault, stack) => {
            const urn = (await stack.resources()).one?.urn ?? "";
            const [same, sameRequests] = await during(vault, () => stack.up("--skip-preview", "--replace", urn));
            assert.match(succeeded(same).output, /password 312 is not enabled: the program still declares it/);
            assert.deepEqual(sameRequests, ["token", "disable 312"]);
            await declare(stack, declared(313));
            const [other, otherRequests] = await during(vault, () => stack.up("--skip-preview"));
            succeeded(other);
            assert.deepEqual(otherRequests, ["token", "enable 312", "disable 313"]);
            assertActive(vault, 312, 314, 315);
        });
    });
});

describe("the flags that Pulumi has for single resources", function () {
    this.timeout(storyTimeoutMs);

    it("--target disables and enables that password alone, whatever else is declared", async () => {
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
            assert.match(succeeded(run).output, /password 313 is active again/);
            assert.deepEqual(requests, ["token", "enable 313"]);
            assert.deepEqual(Object.keys(await stack.resources()), ["one"]);
        });
    });

    it("--replace of the same password leaves it inactive, since the program still declares it", async () => {
        await withDisabled({ one: { identifier: 312, ...enable } }, async (vault, stack) => {
            const before = (await stack.resources()).one;
            const [run, requests] = await during(vault, () =>
                stack.up("--skip-preview", "--replace", before?.urn ?? ""),
            );
            assert.match(succeeded(run).output, /password 312 is not enabled: the program still declares it/);
            assert.deepEqual(
                requests.filter((request) => /^(dis|en)able/.test(request)),
                ["disable 312"],
            );
            assertActive(vault, 313, 314, 315);
            assert.equal((await stack.resources()).one?.outputs.outcome, "already-inactive");
        });
    });
});
