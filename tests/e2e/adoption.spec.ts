import assert from "node:assert/strict";
import { declare, nothingToDo, storyTimeoutMs, succeeded, withVaultAndStack } from "../support/story";

describe("a password that is inactive already", function () {
    this.timeout(storyTimeoutMs);

    for (const listInactive of [true, false]) {
        it(`enters the state unchanged if the vault ${listInactive ? "lists" : "does not list"} it`, async () => {
            await withVaultAndStack({ listInactive }, {}, async (vault, stack) => {
                await declare(stack, { "legacy-crm": { identifier: "340" } });
                succeeded(await stack.up());
                const { outputs } = (await stack.resources())["legacy-crm"] ?? {};
                assert.equal(outputs?.outcome, "already-inactive");
                assert.equal(outputs?.status, "inactive");
                assert.equal(vault.password(340).changes, 0);
                await nothingToDo(stack);
                assert.deepEqual(vault.secretsServed, []);
            });
        });
    }
});
