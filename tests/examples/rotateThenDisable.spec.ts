import assert from "node:assert/strict";
import type { Simulator } from "mysafe-simulator";
import type { Stack } from "../../engine/stack";
import { failedWith, storyTimeoutMs, succeeded } from "../support/story";
import { startTarget, type TargetService } from "./support/targetService";
import { withExample } from "./support/withExample";

/** The accounts in the stack configuration. */
const accounts = [
    { account: "m.souza", identifier: 312 },
    { account: "svc-build", identifier: 330 },
];

describe("examples/rotate-then-disable", function () {
    this.timeout(storyTimeoutMs);

    it("changes each password at its target once, and then disables it", async () => {
        await withTarget({}, async (vault, stack, target) => {
            const { output } = succeeded(await stack.up("--skip-preview"));
            assert.deepEqual([...target.changed].sort(), ["m.souza", "svc-build"]);
            assert.deepEqual([vault.password(312).active, vault.password(330).active], [false, false]);

            succeeded(await stack.up("--expect-no-changes"));
            assert.equal(target.changed.length, 2, "a second up rotated again");
            assert.equal(vault.count("disable"), 2);

            const written = output + (await stack.expect(["stack", "export"])).stdout;
            for (const secret of [target.token, ...target.passwords, stack.folder]) {
                assert.ok(!written.includes(secret), "a secret, or a folder of this machine, was written");
            }
        });
    });

    it("disables no password after a failed rotation, reports the cause, and resumes in the next run", async () => {
        await withTarget({}, async (vault, stack, target) => {
            target.locked.add("svc-build");
            failedWith(
                await stack.up("--skip-preview", "--continue-on-error"),
                `error: the password of svc-build was not changed at ${target.url}, so it is not disabled either`,
                /Cause: the target answered 409\.\n\s+Solution: find out what this answer means there, then run/,
            );
            assert.deepEqual([vault.password(312).active, vault.password(330).active], [false, true]);

            target.locked.clear();
            succeeded(await stack.up("--skip-preview"));
            assert.deepEqual(target.changed, ["m.souza", "svc-build"]);
            assert.equal(vault.password(330).active, false);
        });
    });

    it("disables nothing if the target does not respond", async () => {
        await withTarget({}, async (vault, stack, target) => {
            await target.close();
            failedWith(await stack.up("--skip-preview"), "Cause: the target gave no answer (ECONNREFUSED).");
            assert.equal(vault.count("disable"), 0);
        });
    });

    it("rotates nothing if a preview refuses a password", async () => {
        await withTarget({}, async (vault, stack, target) => {
            await stack.configure(
                "accounts",
                JSON.stringify([accounts[0], { account: "svc-build", identifier: 9999 }]),
            );
            failedWith(await stack.up(), "1005: Password not found");
            assert.deepEqual(target.changed, []);
            assert.equal(vault.count("disable"), 0);
        });
    });
});

/** Starts a vault, a stack and a target. Asserts that each password is active during its change. */
async function withTarget(
    vault: { listInactive?: boolean },
    use: (vault: Simulator, stack: Stack, target: TargetService) => Promise<void>,
): Promise<void> {
    let running: Simulator | undefined;
    const disabledTooEarly: string[] = [];
    const target = await startTarget((account) => {
        const identifier = accounts.find((each) => each.account === account)?.identifier ?? 0;
        if (running?.password(identifier).active !== true) {
            disabledTooEarly.push(account);
        }
    });
    const config = { target: target.url, ticket: "CHG-2041", accounts: JSON.stringify(accounts) };
    try {
        await withExample(
            "rotate-then-disable",
            { vault, config, env: { TARGET_TOKEN: target.token } },
            async (started, stack) => {
                running = started;
                await use(started, stack, target);
            },
        );
    } finally {
        await target.close().catch(() => {});
    }
    assert.deepEqual(disabledTooEarly, []);
}
