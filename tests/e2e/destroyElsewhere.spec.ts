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

    it("is refused when it would enable in another vault; back at the first one, it enables there", async () => {
        await withEnvironment("enable", async (vault, stack) => {
            await withOther(vault, async (other) => {
                stack.env.SENHASEGURA_URL = other.url;
                failedWith(
                    await destroy(stack),
                    `mysafe:url is ${other.url}, and password 312 was disabled in ${vault.url}`,
                    '`onDestroy: "leave"` and an up, or `pulumi state delete`',
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

    it("leaves passwords without a call, whatever the vault or its settings are by then", async () => {
        await withEnvironment("leave", async (vault, stack) => {
            await withOther(vault, async (other) => {
                stack.env.SENHASEGURA_URL = other.url;
                stack.env.SENHASEGURA_CLIENT_SECRET = "";
                const [run, requests] = await during(vault, () => destroy(stack));
                assert.match(succeeded(run).output, /password 312 is left as it is, inactive when last seen/);
                assert.equal(other.requests.length + requests.length, 0);
            });
        });
    });

    // Pulumi's engine keeps the stack's configuration of the last run of the program with its state, and gives that to
    // the provider when it destroys or refreshes without the program.
    it("takes the settings of the last up from the stack's configuration, or today's with --run-program", async () => {
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
                    `password 312 was disabled in ${vault.url}`,
                );
                assert.equal(other.requests.length, 0);
                assertActive(vault, 313, 314, 315);
            });
        });
    });

    it("says how to get out of a refusal, in a way that works, after an up with another mysafe:url", async () => {
        await withDisabled({ former: { identifier: 312, onDestroy: "enable" } }, async (vault, stack) => {
            await withOther(vault, async (other) => {
                await stack.configure("mysafe:url", other.url);
                succeeded(await stack.up("--skip-preview"));
                // Setting mysafe:url back is not enough: a destroy without the program does not see it.
                failedWith(await destroy(stack), `password 312 was disabled in ${vault.url}`, "--run-program");
                await stack.configure("mysafe:url", vault.url);
                assert.match(succeeded(await destroy(stack, "--run-program")).output, /password 312 is active again/);
                assert.equal(other.count("enable"), 0);
            });
        });
    });
});

describe("a resource that is replaced after the stack turned to another vault", function () {
    this.timeout(storyTimeoutMs);

    it("does not say of the former vault's password that the program declares it", async () => {
        await withDisabled({ former: { identifier: 312, onDestroy: "enable" } }, async (vault, stack) => {
            await withOther(vault, async (other) => {
                await stack.configure("mysafe:url", other.url);
                const urn = (await stack.resources()).former?.urn ?? "";
                const run = await stack.up("--skip-preview", "--replace", urn);
                assert.equal(other.password(312).active, false);
                assert.equal(vault.password(312).active, false);
                assert.ok(run.output.includes(vault.url), `names no vault but this one:\n${run.output}`);
                assert.doesNotMatch(run.output, /program still declares it/);
            });
        });
    });
});
