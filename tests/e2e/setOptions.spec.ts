import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { failedWith, storyTimeoutMs, succeeded } from "../support/story";
import { assertActive, destroy, during } from "./support/declared";
import { declareSets, inputsOf, withSets } from "./support/sets";

const enable = { onDestroy: "restore" };

describe("Pulumi's resource options and flags for a set", function () {
    this.timeout(storyTimeoutMs);

    it("include protect, retainOnDelete, aliases, ignoreChanges and --replace", async () => {
        const identifiers = [312, 313];
        await withSets({}, { old: { identifiers, ...enable } }, async (vault, stack) => {
            succeeded(await stack.up("--skip-preview"));

            await declareSets(stack, {
                new: { identifiers, ...enable, options: { aliases: [{ name: "old" }], protect: true } },
            });
            const [renamed, none] = await during(vault, () => stack.up("--skip-preview"));
            succeeded(renamed);
            assert.deepEqual([none, Object.keys(await stack.resources())], [[], ["new"]]);
            failedWith(await destroy(stack), "because it is protected");

            const ignoring = { ignoreChanges: ["identifiers"], retainOnDelete: true };
            await declareSets(stack, { new: { identifiers: [9999, 314], ...enable, options: ignoring } });
            const [ignored, requests] = await during(vault, () => stack.up());
            succeeded(ignored);
            assert.deepEqual(requests, []);
            assert.deepEqual(await inputsOf(stack, "new"), { 312: "inactive", 313: "inactive" });

            await declareSets(stack, { new: { identifiers, ...enable } });
            succeeded(await stack.up("--skip-preview"));
            const { urn = "", id } = (await stack.resources()).new ?? {};
            const [replaced, again] = await during(vault, () => stack.up("--skip-preview", "--replace", urn));
            assert.match(
                succeeded(replaced).output,
                /passwords 312-313 are not enabled: the program still declares them/,
            );
            assert.deepEqual(again.sort(), ["disable 312", "disable 313", "list", "token"]);
            assert.notEqual((await stack.resources()).new?.id, id);
            assertActive(vault, 314, 315);

            await declareSets(stack, { new: { identifiers, ...enable, options: { retainOnDelete: true } } });
            succeeded(await stack.up("--skip-preview"));
            const [retained, nothing] = await during(vault, () => destroy(stack));
            succeeded(retained);
            assert.deepEqual([nothing, await stack.resources()], [[], {}]);
        });
    });

    it("include plans, which limit an up to the changes of its preview, and secret reasons", async () => {
        await withSets(
            {},
            { leavers: { identifiers: [312, 313], ...enable, secretReason: ["CHG", "secret"] } },
            async (vault, stack) => {
                succeeded(await stack.preview("--save-plan", "first.json"));
                const plan = readFileSync(join(stack.folder, "first.json"), "utf8");
                assert.doesNotMatch(plan, /has a problem|CHG-secret|"run":\s*"preview"/);
                const [first] = await during(vault, () => stack.up("--skip-preview", "--plan", "first.json"));
                succeeded(first);
                assertActive(vault, 314, 315);
                const state = JSON.stringify(await stack.resources());
                assert.doesNotMatch(state + first.output, /CHG-secret/);
                assert.match(state, /"reason":\{"4dabf18193072939515e22adb298388d"/);

                vault.setActive(312, true);
                succeeded(await stack.preview("--refresh", "--save-plan", "drift.json"));
                const [run, requests] = await during(vault, () =>
                    stack.up("--skip-preview", "--refresh", "--plan", "drift.json"),
                );
                succeeded(run);
                assert.deepEqual([...requests].sort(), ["disable 312", "read 312", "read 313", "token"]);

                await declareSets(stack, {
                    leavers: { identifiers: [312, 313, 314], ...enable, secretReason: ["CHG", "secret"] },
                });
                // The engine refuses the default provider, whose inputs are the stack configuration. Only the engine's
                // timing decides whether the SDK prints a stack trace of that.
                const violation = await stack.up("--skip-preview", "--plan", "drift.json");
                assert.notEqual(violation.exitCode, 0);
                assert.match(violation.output, /violates plan/);
                assertActive(vault, 314, 315);
            },
        );
    });
});
