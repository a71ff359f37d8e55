import assert from "node:assert/strict";
import { connection, declare, failedWith, storyTimeoutMs, succeeded, withVaultAndStack } from "../support/story";

describe("a new client secret between runs", function () {
    this.timeout(storyTimeoutMs);

    // The engine configures a refresh and a destroy with the stack configuration of the last up.
    for (const command of ["refresh", "destroy"]) {
        it(`applies to a ${command} with --run-program, which the error without it names`, async () => {
            await withVaultAndStack({}, {}, async (vault, stack) => {
                await declare(stack, { "former-dba": { identifier: 312, onDestroy: "restore" } });
                succeeded(await stack.up("--skip-preview"));
                vault.setClientSecret("cs-renewed");
                vault.revokeTokens();
                const { "mysafe:clientSecret": renewed = "" } = connection(vault).secrets ?? {};
                await stack.configureSecret("mysafe:clientSecret", renewed);
                const run = (...args: string[]) =>
                    stack.run([command, "--yes", "--skip-preview", "--suppress-progress", "--color", "never", ...args]);
                failedWith(
                    await run(),
                    "POST api/oauth2/token failed: 401",
                    "Add `--run-program` to use the current one.",
                );
                assert.equal(vault.password(312).active, false);
                succeeded(await run("--run-program"));
                assert.equal(vault.password(312).active, command === "destroy");
            });
        });
    }
});
