import assert from "node:assert/strict";
import { describeForBothDoors } from "../support/doors";
import { declare, storyTimeoutMs, succeeded } from "../support/story";
import { assertActive, destroy, during, withDisabled } from "./support/declared";

describeForBothDoors("a password after the destroy of its resource", function () {
    this.timeout(storyTimeoutMs);

    it("stays inactive, or becomes active again with onDestroy, and the output reports it", async () => {
        const declared = {
            default: { identifier: 312 },
            leave: { identifier: 313, onDestroy: "leave" },
            enable: { identifier: 314, onDestroy: "restore" },
            enabled: { identifier: 315, onDestroy: "restore" },
            gone: { identifier: 320, onDestroy: "restore" },
        };
        await withDisabled(declared, async (vault, stack) => {
            vault.setActive(315, true);
            vault.removePassword(320);
            const [run, requests] = await during(vault, () => destroy(stack));
            const { output } = succeeded(run);
            assert.match(output, /password 312 .*is left as it is, last seen inactive$/m);
            assert.match(output, /password 313 .*is left as it is, last seen inactive$/m);
            assert.match(output, /password 314 .*is active again$/m);
            assert.match(output, /password 315 .*is active again$/m);
            assert.match(output, /password 320 .*is not enabled: the vault no longer has it$/m);
            assert.deepEqual([...requests].sort(), ["enable 314", "enable 315", "enable 320", "token"]);
            assertActive(vault, 314, 315);
            assert.deepEqual(await stack.resources(), {});
        });
    });

    it("appears as active if somebody enabled it, and as uncertain after an unconfirmed request", async () => {
        const declared = { enabled: { identifier: 312 }, unconfirmed: { identifier: 313 } };
        const settings = { config: { "mysafe:maxRetries": "0" } };
        await withDisabled(
            declared,
            async (vault, stack) => {
                for (const identifier of [312, 313]) {
                    vault.setActive(identifier, true);
                }
                succeeded(await stack.run(["refresh", "--yes", "--skip-preview"]));
                vault.inject({ kind: "timeout504", route: "disable", identifier: 313 });
                assert.notEqual((await stack.up("--skip-preview")).exitCode, 0);
                vault.setActive(312, true);
                const [run, requests] = await during(vault, () => destroy(stack, "--refresh"));
                const { output } = succeeded(run);
                assert.match(output, /password 312 .*stays active, as the last refresh found it/);
                assert.match(
                    output,
                    /warning: password 313 .*may still be active: the request to disable it was sent but not confirmed\. Check it/,
                );
                assert.equal(requests.filter((request) => !/^(token|read 31[23])$/.test(request)).length, 0);
            },
            settings,
        );
    });

    it("stays inactive together with 24 others, with one line each and without a request", async () => {
        const passwords = Array.from({ length: 25 }, (_, index) => ({ identifier: 1000 + index }));
        const declared = Object.fromEntries(passwords.map((password) => [`p${password.identifier}`, password]));
        await withDisabled(
            declared,
            async (vault, stack) => {
                const [run, requests] = await during(vault, () => destroy(stack));
                const { output } = succeeded(run);
                const lines = output.slice(output.indexOf("Diagnostics:")).match(/password \d+ .*/g) ?? [];
                assert.deepEqual(
                    lines.sort(),
                    passwords.map(
                        ({ identifier: id }) => `password ${id} Password ${id} is left as it is, last seen inactive`,
                    ),
                );
                assert.deepEqual(requests, []);
            },
            { passwords },
        );
    });

    it("follows a new `onDestroy` after an update without a request", async () => {
        await withDisabled({ former: { identifier: 312 } }, async (vault, stack) => {
            await declare(stack, { former: { identifier: 312, onDestroy: "restore" } });
            const [run, requests] = await during(vault, () => stack.up("--diff"));
            assert.match(succeeded(run).output, /\+ onDestroy\s*: "restore"/);
            assert.deepEqual(requests, []);
            await declare(stack, {});
            assert.match(succeeded(await stack.up("--skip-preview")).output, /password 312 .*is active again/);
            assertActive(vault, 312, 313, 314, 315);
        });
    });
});

describeForBothDoors("a password after the replacement of its resource", function () {
    this.timeout(storyTimeoutMs);

    it("becomes active again with onDestroy, after the new one is inactive", async () => {
        await withDisabled({ former: { identifier: 312, onDestroy: "restore" } }, async (vault, stack) => {
            await declare(stack, { former: { identifier: 313, onDestroy: "restore" } });
            const [run, requests] = await during(vault, () => stack.up());
            assert.match(succeeded(run).output, /password 312 .*is active again/);
            assert.deepEqual(requests, ["token", "list", "token", "list", "disable 313", "enable 312"]);
            assertActive(vault, 312, 314, 315);
        });
    });

    it("follows its own onDestroy, not that of the new one", async () => {
        await withDisabled({ former: { identifier: 312, onDestroy: "leave" } }, async (vault, stack) => {
            await declare(stack, { former: { identifier: 313, onDestroy: "restore" } });
            assert.match(
                succeeded(await stack.up("--skip-preview")).output,
                /password 312 .*is left as it is, last seen inactive$/m,
            );
            await declare(stack, { former: { identifier: 314, onDestroy: "leave" } });
            assert.match(succeeded(await stack.up("--skip-preview")).output, /password 313 .*is active again/);
            assertActive(vault, 313, 315);
            assert.equal(vault.count("enable"), 1);
        });
    });

    it("stays inactive if two resources exchange their passwords", async () => {
        const declared = (one: number, two: number) => ({
            one: { identifier: one, onDestroy: "restore" },
            two: { identifier: two, onDestroy: "restore" },
        });
        await withDisabled(declared(312, 313), async (vault, stack) => {
            await declare(stack, declared(313, 312));
            const { output } = succeeded(await stack.up());
            assert.match(output, /password 312 .*is not enabled: the program still declares it/);
            assert.match(output, /password 313 .*is not enabled: the program still declares it/);
            assert.equal(vault.count("enable"), 0);
            assertActive(vault, 314, 315);
            assert.equal((await stack.resources()).one?.id, "313");
        });
    });
});
