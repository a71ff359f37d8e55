import assert from "node:assert/strict";
import { describeForBothDoors } from "../support/doors";
import { startPulumi } from "../support/runningPulumi";
import { failedWith, storyTimeoutMs, succeeded } from "../support/story";
import { until } from "../support/until";
import { during } from "./support/declared";
import { declareSets, known, withSets } from "./support/sets";

const numbers = Array.from({ length: 60 }, (_, index) => 1001 + index);
const passwords = numbers.map((identifier) => ({ identifier }));
const up = ["up", "--yes", "--skip-preview", "--suppress-progress", "--color", "never"];

describeForBothDoors("an up that fails for some passwords of a set", function (door) {
    this.timeout(storyTimeoutMs);

    // The plugin also refuses a set before an update without a preview.
    const preflight = { dynamic: "strict", plugin: "off" }[door];

    it("disables the others, lists each failure with code, cause and solution, and leaves these to the next up", async () => {
        const config = { "mysafe:maxRetries": "1", "mysafe:preflight": preflight };
        await withSets(
            { passwords },
            { leavers: { identifiers: numbers, onDestroy: "restore" } },
            async (vault, stack) => {
                for (const identifier of [1007, 1008, 1020]) {
                    vault.setRights(identifier, { canWrite: false });
                }
                vault.inject({ kind: "timeout504", route: "disable", identifier: 1030, times: 2, act: true });
                const failed = failedWith(
                    await stack.up("--skip-preview"),
                    "4 of 60 passwords are not disabled: the next `pulumi up` retries only these",
                    /passwords 1007-1008, 1020: 1006: User does not have access\n\s+1007 Password 1007\n(?:.*\n){2}\s+Cause: .*\n\s+Solution: /,
                    /password 1030 Password 1030: sent but not confirmed: 504 .*\n\s+Cause: .*\n\s+Solution: run `pulumi up` again/,
                );
                assert.equal(
                    failed.output.match(/1006: User does not have access/g)?.length,
                    1,
                    "one line for equal failures",
                );
                assert.deepEqual(await known(stack), [
                    "1001-1006, 1009-1019, 1021-1029, 1031-1060 inactive",
                    "1030 unconfirmed",
                ]);

                const { output } = succeeded(await stack.preview());
                assert.match(
                    output,
                    /passwords 1007-1008, 1020 are not disabled yet: an earlier run failed\. The update retries them\./,
                );
                assert.match(output, /an earlier run sent requests that were not confirmed/);

                await stack.configure("mysafe:preflight", "strict");
                const preview = failedWith(await stack.preview("--refresh"));
                await stack.configure("mysafe:preflight", preflight);
                const refused = preview.output
                    .split("Diagnostics:\n")[1]
                    ?.match(/property identifiers\[\d+\] value \{.+\}(?: has a problem)?: 1006/g)
                    ?.map((text) => text.replace(" has a problem", ""));
                assert.deepEqual(
                    refused,
                    [6, 7, 19].map(
                        (place) =>
                            `property identifiers[${place}] value {${1001 + place} Password ${1001 + place}}: 1006`,
                    ),
                );

                vault.setRights(1007, { canWrite: true });
                vault.setRights(1008, { canWrite: true });
                await declareSets(stack, {
                    leavers: { identifiers: numbers.filter((one) => one !== 1020), onDestroy: "restore" },
                });
                const [run, requests] = await during(vault, () => stack.up());
                assert.match(
                    succeeded(run).output,
                    /passwords 1007-1008 are not disabled yet: .*The update retries them/,
                );
                assert.deepEqual(requests.filter((request) => /^(dis|en)able/.test(request)).sort(), [
                    "disable 1007",
                    "disable 1008",
                    "disable 1030",
                ]);
                assert.equal(vault.password(1030).changes, 1);
            },
            { config },
        );
    });

    it("stops early if the vault is down", async () => {
        const config = { "mysafe:maxRetries": "1", "mysafe:maxConcurrency": "2" };
        await withSets(
            { passwords },
            { leavers: { identifiers: numbers } },
            async (vault, stack) => {
                vault.inject({ kind: "unavailable503", route: "disable", times: Number.POSITIVE_INFINITY });
                failedWith(
                    await stack.up("--skip-preview"),
                    /60 of 60 passwords are not disabled \(\d\d not attempted\)/,
                    /sent but not confirmed: 503|503 "/,
                );
                assert.ok(vault.count("disable") <= 40, `${vault.count("disable")} requests`);
            },
            { config },
        );
    });

    for (const signal of ["SIGINT", "SIGKILL"] as const) {
        const what =
            signal === "SIGINT"
                ? "keeps what was done when it is cancelled (Ctrl-C)"
                : "needs only `pulumi cancel` when its engine is killed";
        it(`${what}, and the next up disables all`, async () => {
            await withSets(
                { passwords, latencyMs: 100 },
                { leavers: { identifiers: numbers } },
                async (vault, stack) => {
                    const run = startPulumi(stack, up);
                    try {
                        await until(() => vault.count("disable") >= 24);
                        run.signal(signal);
                        const { exitCode, secondsAfterSignal } = await run.ended;
                        assert.ok(
                            exitCode !== 0 && secondsAfterSignal < 5,
                            `${exitCode} after ${secondsAfterSignal} s`,
                        );
                        await until(() => !run.left().some((line) => /dynamic-provider/.test(line)));
                    } finally {
                        await run.sweep();
                    }
                    if (signal === "SIGINT") {
                        assert.match(run.output(), /passwords [\d, -]+: sent but not confirmed: /);
                        assert.match((await known(stack)).join(), /^1001-10\d\d inactive,10\d\d-10\d\d unconfirmed$/);
                    } else {
                        succeeded(await stack.run(["cancel", "--yes"]));
                    }
                    const met = vault.requests.length;
                    succeeded(await stack.up("--skip-preview"));
                    const again = vault.requests.slice(met).filter(({ route }) => route === "disable").length;
                    assert.ok(signal === "SIGKILL" || again < 50, `${again} were sent again`);
                    assert.ok(vault.passwords().every(({ active, changes }) => !active && changes === 1));
                },
            );
        });
    }
});
