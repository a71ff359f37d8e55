import assert from "node:assert/strict";
import { nothingToDo, storyTimeoutMs, succeeded } from "../support/story";
import { withExample } from "./support/withExample";

describe("examples/quickstart", function () {
    this.timeout(storyTimeoutMs);

    for (const listInactive of [false, true]) {
        it(`disables one password and has nothing left to do, where inactive ones are ${listInactive ? "" : "not "}listed`, async () => {
            const options = { vault: { listInactive }, config: { identifier: "312", reason: "CHG-2041" } };
            await withExample("quickstart", options, async (vault, stack) => {
                succeeded(await stack.preview());
                assert.equal(vault.password(312).active, true);

                const { output } = succeeded(await stack.up("--skip-preview"));
                assert.match(output, /outcome\s*: "deactivated"/);
                assert.match(output, /status\s*: "inactive"/);
                assert.equal(vault.password(312).active, false);
                await nothingToDo(stack);
                assert.equal(vault.count("disable"), 1);
            });
        });
    }
});
