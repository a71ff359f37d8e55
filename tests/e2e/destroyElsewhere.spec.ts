import assert from "node:assert/strict";
import type { Simulator } from "mysafe-simulator";
import type { Stack } from "../../engine/stack";
import { connectionEnvironment, failedWith, storyTimeoutMs, succeeded, withStack, withVault } from "../support/story";
import { assertActive, destroy, during, optionsProgram, withDisabled } from "./support/declared";

/** A second vault that takes the same credentials. */
function withOther(vault: Simulator, tell: (other: Simulator) => Promise<void>): Promise<void> {
    return withVault({ clientSecret: vault.clientSecret }, tell);
}

/** A stack whose settings are the environment's, with 312 disabled. */
async function withEnvironment(
    onDestroy: string,
    tell: (vault: Simulator, stack: Stack) => Promise<void>,
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
            await tell(vault, stack);
        });
    });
}

describe("a destroy with other settings than those of the up", function () {
    this.timeout(storyTimeoutMs);

    it("is refused when it would enable in another vault; back at the first vault, it enables there", async () => {
        await withEnvironment("enable", async (vault, stack) => {
            await withOther(vault, async (other) => {
                stack.env.SENHASEGURA_URL = other.url;
                failedWith(
                    await destroy(stack),
                    `mysafe:url is ${other.url}, but the state belongs to the vault at ${vault.url}`,
                    `mysafe:formerUrls[0]' ${vault.url}`,
                );
                assert.equal(other.requests.length + vault.count("enable"), 0);
                assert.deepEqual(Object.keys(await stack.resources()), ["former"]);
                stack.env.SENHASEGURA_URL = vault.url;
                assert.match(succeeded(await destroy(stack)).output, /password 312 is active again/);
                assert.equal(other.requests.length, 0);
                assertActive(vault, 312, 313, 314, 315);
            });
        });
    });

    it("leaves passwords inactive without a request, with another vault and without a secret", async () => {
        await withEnvironment("leave", async (vault, stack) => {
            await withOther(vault, async (other) => {
                stack.env.SENHASEGURA_URL = other.url;
                stack.env.SENHASEGURA_CLIENT_SECRET = "";
                const [run, requests] = await during(vault, () => destroy(stack));
                assert.match(succeeded(run).output, /password 312 stays inactive/);
                assert.equal(other.requests.length + requests.length, 0);
            });
        });
    });

    // Pulumi's engine keeps the stack's configuration of the last run of the program with its state, and gives that to
    // the provider when it destroys or refreshes without the program.
    it("uses the stack's configuration of the last update, or the current one with --run-program", async () => {
        const declared = {
            one: { identifier: 312, onDestroy: "enable" },
            two: { identifier: 313, onDestroy: "enable" },
        };
        await withDisabled(declared, async (vault, stack) => {
            await withOther(vault, async (other) => {
                await stack.configure("mysafe:url", other.url);
                const { one, two } = await stack.resources();
                const run = succeeded(await destroy(stack, "--target", two?.urn ?? ""));
                assert.match(run.output, /password 313 is active again/);
                failedWith(
                    await destroy(stack, "--run-program", "--target", one?.urn ?? ""),
                    `the state belongs to the vault at ${vault.url}`,
                );
                assert.equal(other.requests.length, 0);
                assertActive(vault, 313, 314, 315);
            });
        });
    });

    it("names the way out of a refusal after an update with another mysafe:url, and that way works", async () => {
        await withDisabled({ former: { identifier: 312, onDestroy: "enable" } }, async (vault, stack) => {
            await withOther(vault, async (other) => {
                await stack.configure("mysafe:url", other.url);
                failedWith(await stack.up("--skip-preview"), `the state belongs to the vault at ${vault.url}`);
                // To set mysafe:url back is not enough: a destroy without the program does not see it.
                failedWith(await destroy(stack), `the state belongs to the vault at ${vault.url}`, "--run-program");
                await stack.configure("mysafe:url", vault.url);
                assert.match(succeeded(await destroy(stack, "--run-program")).output, /password 312 is active again/);
                assert.deepEqual(other.requests, []);
            });
        });
    });
});

describe("a resource that is replaced by force after the stack turned to another vault", function () {
    this.timeout(storyTimeoutMs);

    it("is not enabled in the former vault, and the error names that vault", async () => {
        await withDisabled({ former: { identifier: 312, onDestroy: "enable" } }, async (vault, stack) => {
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
