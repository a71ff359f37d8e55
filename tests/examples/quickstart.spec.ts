import assert from "node:assert/strict";
import { nothingToDo, storyTimeoutMs, succeeded } from "../support/story";
import { withExample } from "./support/withExample";

describe("examples/quickstart", function () {
    this.timeout(storyTimeoutMs);

    it("disables one password, once", async () => {
        const config = { identifier: "312", reason: "CHG-2041" };
        await withExample("quickstart", { config }, async (vault, stack) => {
            const { output } = succeeded(await stack.up("--skip-preview"));
            assert.match(output, /outcome\s*: "deactivated"/);
            assert.match(output, /status\s*: "inactive"/);
            assert.equal(vault.password(312).active, false);
            await nothingToDo(stack);
            assert.equal(vault.count("disable"), 1);
        });
    });
});
