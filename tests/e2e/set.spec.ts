import assert from "node:assert/strict";
import { failedWith, nothingToDo, storyTimeoutMs, succeeded } from "../support/story";
import { assertActive, during } from "./support/declared";
import { assertNoSecret, declareSets, inputsOf, known, outputsOf, withSets } from "./support/sets";

const more = { reason: "CHG-2041", onDestroy: "restore", shown: true };
const wrong = [9999, "9998", 404, 411, 0, "12abc", [312], null, 313];

describe("a set of passwords", function () {
    this.timeout(storyTimeoutMs);

    it("works from a refused preview over a first up, a new order, a drift and a change to its destroy", async () => {
        await withSets({}, { leavers: { identifiers: [313, ...wrong], ...more } }, async (vault, stack) => {
            const printed: string[] = [];
            const keep = <T extends { output: string }>(run: T): T => {
                printed.push(run.output);
                return run;
            };

            const refused = keep(failedWith(await stack.up()));
            const [, diagnostics = ""] = refused.output.split("Diagnostics:\n");
            for (const place of wrong.keys()) {
                const problem = new RegExp(
                    `error: resource 'leavers': property identifiers\\[${place + 1}\\].* has a problem: .*\\n +Cause: .*\\n +Solution: .*\\n`,
                    "g",
                );
                assert.equal(diagnostics.match(problem)?.length, 1, `${place}:\n${refused.output}`);
            }
            assert.equal(diagnostics.match(/error: /g)?.length, wrong.length);
            assert.deepEqual([vault.count("list"), vault.count("disable"), await stack.resources()], [1, 0, {}]);

            await declareSets(stack, { leavers: { identifiers: [314, "312", 313], ...more } });
            const [first, requests] = await during(vault, () => stack.up());
            assert.match(keep(succeeded(first)).output, /\+ 2 created/);
            assert.deepEqual(requests.sort(), [
                "disable 312",
                "disable 313",
                "disable 314",
                "list",
                "list",
                "token",
                "token",
            ]);
            assertActive(vault, 315);
            const outputs = (await outputsOf(stack)).leavers;
            assert.deepEqual(outputs?.identifiers.sort(), ["312", "313", "314"]);
            const { disabledAt, ...result } = Object(outputs?.results[0]);
            assert.deepEqual(result, {
                identifier: 312,
                name: "Oracle production, former DBA (m.souza)",
                status: "inactive",
                outcome: "deactivated",
                lastDisabledAt: disabledAt,
                vaultUrl: vault.url,
            });
            assert.ok(Math.abs(Date.now() - Date.parse(disabledAt)) < 60_000, disabledAt);

            await declareSets(stack, { leavers: { identifiers: ["312", 313, 314], ...more } });
            const same = keep(succeeded(await stack.preview("--expect-no-changes")));
            assert.doesNotMatch(same.output, /Outputs:/);
            assert.match(same.output, /^ +pulumi-mysafe: nothing new to disable$/m);

            vault.setActive(313, true);
            vault.inject({ kind: "endlessRead", route: "read", identifier: 313, times: 2 });
            const refreshed = keep(succeeded(await stack.refresh()));
            assert.match(refreshed.output, /password 313 .*was re-enabled in the vault/);
            assert.deepEqual(await inputsOf(stack), { 312: "inactive", 313: "active", 314: "inactive" });
            const preview = keep(succeeded(await stack.preview("--diff")));
            assert.match(
                preview.output,
                /warning: password 313 Oracle staging, former DBA \(m\.souza\) was re-enabled in the vault: to disable again/,
            );
            assert.match(preview.output, /~ identifiers: \{[^}]*~ 313: "active" => "inactive"/);

            await declareSets(stack, { leavers: { identifiers: [313, 315, 312], ...more } });
            const changed = keep(succeeded(await stack.preview("--diff")));
            assert.match(changed.output, /- 314: "inactive"\n +\+ 315: "inactive"/);
            const leaving =
                "leavers: password 314 GitHub, former DBA (msouza-acme) leaves the set, unchanged in the vault";
            assert.ok(changed.output.includes(leaving), changed.output);
            const [up, changes] = await during(vault, () => stack.up("--skip-preview"));
            assert.match(keep(succeeded(up)).output, /password 314 .*is left as it is, last seen inactive/);
            assert.deepEqual(changes.sort(), ["disable 313", "disable 315", "list", "token"]);
            assert.equal((await stack.resources()).leavers?.outputs.driftCorrections, 1);
            await nothingToDo(stack, "--refresh");

            const state = JSON.stringify(await stack.resources());
            assert.match(keep(succeeded(await stack.destroy())).output, /passwords 312-313, 315 are active again/);
            assertActive(vault, 312, 313, 315);
            assert.deepEqual(
                vault.secretsServed.filter((identifier) => identifier !== 313),
                [],
            );
            assertNoSecret(vault, printed.join("\n") + state);
        });
    });

    it("shares its token, its list and its limit with other sets and with single passwords", async () => {
        const declared = {
            leavers: { identifiers: [312, 313] },
            others: { identifiers: [314] },
            one: { identifier: 315 },
        };
        await withSets({ latencyMs: 50 }, declared, async (vault, stack) => {
            const [preview, asked] = await during(vault, () => stack.preview());
            succeeded(preview);
            assert.deepEqual(asked, ["token", "list"]);
            await stack.configure("mysafe:maxConcurrency", "3");
            vault.maxInFlight = 0;
            const [up, requests] = await during(vault, () => stack.up("--skip-preview"));
            succeeded(up);
            assert.equal(requests.filter((request) => request === "token").length, 1);
            assert.equal(vault.maxInFlight, 3);
            assert.deepEqual(await known(stack), ["312-313 inactive"]);
        });
    });
});
