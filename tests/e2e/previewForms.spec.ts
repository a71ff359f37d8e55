import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { declare, failedWith, storyTimeoutMs, succeeded } from "../support/story";
import { assertActive, during, withDeclared } from "./support/declared";

describe("a preview in JSON", function () {
    this.timeout(storyTimeoutMs);

    it("is valid and has an error for each of two wrong identifiers", async () => {
        const declared = { right: { identifier: 312 }, wrong: { identifier: 9999 }, closed: { identifier: 404 } };
        await withDeclared(declared, async (_vault, stack) => {
            const run = failedWith(await stack.run(["preview", "--json"]));
            const { diagnostics, steps } = JSON.parse(run.stdout);
            const errors: string[] = diagnostics
                .filter(({ severity }: { severity: string }) => severity === "error")
                .map(({ urn, message }: Record<string, string>) => `${urn?.split("::").at(-1)}: ${message}`);
            assert.equal(errors.length, 2, run.stdout);
            for (const text of [
                "closed: error: resource 'closed': property identifier value {404 Board portal, view only (board)} has a problem: 1006: User does not have access\nCause: ",
                "wrong: error: resource 'wrong': property identifier value {9999} has a problem: 1005: Password not found\nCause: ",
            ]) {
                assert.ok(
                    errors.some((error) => error.startsWith(text)),
                    errors.join("\n"),
                );
            }
            assert.equal(steps.length, 4, "the stack and its resources");
        });
    });
});

describe("a plan", function () {
    this.timeout(storyTimeoutMs);

    it("is not written by a failed preview, and limits the up to the changes of its preview", async () => {
        const right = { one: { identifier: 312, reason: "CHG-1" }, two: { identifier: 313 } };
        await withDeclared({ ...right, wrong: { identifier: 9999 } }, async (vault, stack) => {
            failedWith(await stack.preview("--save-plan", "refused.json"), "1005: Password not found");
            assert.equal(existsSync(join(stack.folder, "refused.json")), false);

            await declare(stack, right);
            succeeded(await stack.preview("--save-plan", "first.json"));
            const plan = readFileSync(join(stack.folder, "first.json"), "utf8");
            assert.match(plan, /"CHG-1"/);
            assert.doesNotMatch(plan, /has a problem|"run":\s*"preview"/, "what only previews know");
            succeeded(await stack.up("--skip-preview", "--plan", "first.json"));
            assertActive(vault, 314, 315);

            vault.setActive(312, true);
            succeeded(await stack.preview("--refresh", "--save-plan", "drift.json"));
            const [run, requests] = await during(vault, () =>
                stack.up("--skip-preview", "--refresh", "--plan", "drift.json"),
            );
            succeeded(run);
            assert.deepEqual([...requests].sort(), ["disable 312", "read 312", "read 313", "token"]);
            assertActive(vault, 314, 315);
        });
    });
});
