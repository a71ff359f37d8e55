import assert from "node:assert/strict";
import type { Simulator } from "mysafe-simulator";
import type { Stack } from "../../engine/stack";
import { connectionEnvironment, failedWith, storyTimeoutMs, succeeded, withStack, withVault } from "../support/story";
import { assertActive, destroy, during, optionsProgram, withDisabled } from "./support/declared";

/** Runs a second vault that accepts the same credentials. */
function withOther(vault: Simulator, use: (other: Simulator) => Promise<void>): Promise<void> {
    return withVault({ clientSecret: vault.clientSecret }, use);
}

/** Creates a stack with its settings in the environment, and password 312 disabled. */
async function withEnvironment(
    onDestroy: string,
    use: (vault: Simulator, stack: Stack) => Promise<void>,
): Promise<void> {
    await withVault({}, async (vault) => {
        const declared = JSON.stringify({ former: { identifier: 312, onDestroy } });
        const options = {
            program: await optionsProgram(),
            env: connectionEnvironment(vault),
            config: { "test:declare": declared },
        };
        await withStack(options, async (stack) => {
            succeeded(await stack.up("--skip-preview"));
            await use(vault, stack);
        });
    });
}

describe("a destroy with other settings than the up", function () {
    this.timeout(storyTimeoutMs);

    it("fails with another vault if it leaves the passwords inactive, too, and succeeds with a former URL", async () => {
        await withEnvironment("leave", async (vault, stack) => {
            await withOther(vault, async (other) => {
                stack.env.SENHASEGURA_URL = other.url;
                const refusal = `mysafe:url is ${other.url}, but the state belongs to the vault at ${vault.url}`;
                failedWith(await destroy(stack), refusal, `mysafe:formerUrls ${vault.url}`);
                assert.deepEqual(Object.keys(await stack.resources()), ["former"]);
                await stack.expect(["config", "set", "mysafe:formerUrls", vault.url]);
                assert.match(
                    succeeded(await destroy(stack, "--run-program")).output,
                    /password 312 .*is left as it is, last seen inactive/,
                );
                assert.deepEqual(other.requests, []);
            });
        });
    });

    it("fails if it would enable in another vault, and enables with the URL of the first", async () => {
        await withEnvironment("restore", async (vault, stack) => {
            await withOther(vault, async (other) => {
                stack.env.SENHASEGURA_URL = other.url;
                failedWith(
                    await destroy(stack),
                    `mysafe:url is ${other.url}, but the state belongs to the vault at ${vault.url}`,
                    `mysafe:formerUrls ${vault.url}`,
                );
                assert.equal(other.requests.length + vault.count("enable"), 0);
                assert.deepEqual(Object.keys(await stack.resources()), ["former"]);
                stack.env.SENHASEGURA_URL = vault.url;
                assert.match(succeeded(await destroy(stack)).output, /password 312 .*is active again/);
                assert.equal(other.requests.length, 0);
                assertActive(vault, 312, 313, 314, 315);
            });
        });
    });

    it("leaves passwords inactive without a request, also without a secret", async () => {
        await withEnvironment("leave", async (vault, stack) => {
            stack.env.SENHASEGURA_CLIENT_SECRET = "";
            const [run, requests] = await during(vault, () => destroy(stack));
            assert.match(succeeded(run).output, /password 312 .*is left as it is, last seen inactive/);
            assert.deepEqual(requests, []);
        });
    });

    // The engine saves the stack configuration of the last program run in its state. Without a program
    // run, the provider gets that configuration.
    it("uses the stack configuration of the last update, or the current one with --run-program", async () => {
        const declared = {
            one: { identifier: 312, onDestroy: "restore" },
            two: { identifier: 313, onDestroy: "restore" },
        };
        await withDisabled(declared, async (vault, stack) => {
            await withOther(vault, async (other) => {
                await stack.configure("mysafe:url", other.url);
                const { one, two } = await stack.resources();
                const run = succeeded(await destroy(stack, "--target", two?.urn ?? ""));
                assert.match(run.output, /password 313 .*is active again/);
                failedWith(
                    await destroy(stack, "--run-program", "--target", one?.urn ?? ""),
                    `the state belongs to the vault at ${vault.url}`,
                );
                assert.equal(other.requests.length, 0);
                assertActive(vault, 313, 314, 315);
            });
        });
    });

    it("reports a solution that works after an update with another mysafe:url", async () => {
        await withDisabled({ former: { identifier: 312, onDestroy: "restore" } }, async (vault, stack) => {
            await withOther(vault, async (other) => {
                await stack.configure("mysafe:url", other.url);
                failedWith(await stack.up("--skip-preview"), `the state belongs to the vault at ${vault.url}`);
                // A destroy without the program does not see a corrected mysafe:url.
                failedWith(await destroy(stack), `the state belongs to the vault at ${vault.url}`, "--run-program");
                await stack.configure("mysafe:url", vault.url);
                assert.match(succeeded(await destroy(stack, "--run-program")).output, /password 312 .*is active again/);
                assert.deepEqual(other.requests, []);
            });
        });
    });
});

describe("a forced replacement after a switch to another vault", function () {
    this.timeout(storyTimeoutMs);

    it("enables nothing in the former vault, and its error names that vault", async () => {
        await withDisabled({ former: { identifier: 312, onDestroy: "restore" } }, async (vault, stack) => {
            await withOther(vault, async (other) => {
                await stack.configure("mysafe:url", other.url);
                const urn = (await stack.resources()).former?.urn ?? "";
                const run = await stack.up("--skip-preview", "--replace", urn);
                assert.equal(other.password(312).active, false);
                assert.equal(vault.password(312).active, false);
                failedWith(run, `the state belongs to the vault at ${vault.url}`);
            });
        });
    });
});
