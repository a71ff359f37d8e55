import assert from "node:assert/strict";
import type { Simulator } from "mysafe-simulator";
import type { Stack } from "../../engine/stack";
import { decodeEntries } from "../../provider/src/lifecycle/entries";
import { failedWith, nothingToDo, storyTimeoutMs, succeeded } from "../support/story";
import { during } from "./support/declared";
import { packageCommand } from "./support/packageCommand";
import { declareSets, inputsOf, known, withSets } from "./support/sets";

const reason = "CHG-2041";
const singles = { one: { identifier: 312, reason }, two: { identifier: 313 }, three: { identifier: 340 } };
const set = { identifiers: [314, 315, 330], reason };
const all = [312, 313, 314, 315, 330, 340];

/** Returns the outputs of each resource in the state as text, in an order that no run changes. */
async function outputsIn(stack: Stack): Promise<string> {
    const resources = Object.entries(await stack.resources());
    return JSON.stringify(resources.map(([name, { outputs }]) => [name, outputs]).sort());
}

/** Returns the entries of the set in the state, by identifier. */
async function entriesOf(stack: Stack): Promise<Record<string, unknown>> {
    return Object.fromEntries(decodeEntries((await stack.resources()).leavers?.outputs.results));
}

/** Removes passwords from the vault, and returns a function that restores them as they were. */
function remove(vault: Simulator, ...identifiers: number[]): () => void {
    const removed = identifiers.map((identifier) => ({ ...vault.password(identifier) }));
    for (const identifier of identifiers) {
        vault.removePassword(identifier);
    }
    return () => {
        for (const password of removed) {
            vault.addPassword(password);
        }
    };
}

describe("passwords that the vault no longer has", function () {
    this.timeout(storyTimeoutMs);

    it("keep their evidence as missing, are refused by previews and shown in a report until the program drops them", async () => {
        await withSets({}, { ...singles, leavers: set }, async (vault, stack) => {
            succeeded(await stack.up("--skip-preview"));
            const before = (await stack.resources()).one?.outputs ?? {};
            const entries = await entriesOf(stack);
            remove(vault, 312, 314);

            const refreshed = succeeded(await stack.refresh("--diff"));
            assert.match(
                refreshed.output,
                /password 312 .*is missing: the vault no longer has it\. Remove it from the program\./,
            );
            assert.match(refreshed.output, /password 314 .*is missing: /);
            assert.match(refreshed.output, /~ status +: "inactive" => "missing"/);
            assert.deepEqual((await stack.resources()).one?.outputs, { ...before, status: "missing" });
            assert.deepEqual(await known(stack), ["314 missing", "315, 330 inactive"]);
            assert.deepEqual(await entriesOf(stack), {
                ...entries,
                314: { ...Object(entries[314]), status: "missing" },
            });
            assert.deepEqual(await inputsOf(stack), { 314: "missing", 315: "inactive", 330: "inactive" });

            const how = "Solution: remove it from the program. The state keeps its evidence until then.";
            const preview = failedWith(
                await stack.preview("--diff"),
                /~ status +: "missing" => "inactive"/,
                /~ 314: "missing" => "inactive"/,
                "resource 'one': property identifier value {312} has a problem: 1005: Password not found",
                "resource 'leavers': property identifiers[0] value {314} has a problem: 1005: Password not found",
                "Cause: the vault no longer has this password, or the access key belongs to another tenant.",
            );
            assert.equal(preview.output.split(how).length - 1, 2, preview.output);
            const state = await outputsIn(stack);
            failedWith(await stack.up("--skip-preview", "--continue-on-error"), "1005: Password not found");
            assert.equal(await outputsIn(stack), state);

            const report = await packageCommand(stack, ["report"]);
            assert.match(report.stderr, /6 passwords = 3 disabled by this stack \+ 1 inactive before \+ 2 missing/);
            const line = `password,312,"Oracle production, former DBA (m.souza)",one,missing,deactivated,${before.disabledAt},,0,${reason},${vault.url},the vault no longer has it: remove it from the program`;
            assert.ok(report.stdout.split("\r\n").includes(line), report.stdout);

            await declareSets(stack, {
                two: singles.two,
                three: singles.three,
                leavers: { ...set, identifiers: [315, 330] },
            });
            const [up, requests] = await during(vault, () => stack.up());
            assert.match(succeeded(up).output, /password 312 .*is missing: the vault no longer has it$/m);
            assert.match(up.output, /password 314 .*is missing: the vault no longer has it$/m);
            assert.deepEqual(requests, []);
            assert.deepEqual(Object.keys(await stack.resources()).sort(), ["leavers", "three", "two"]);
            assert.deepEqual(await known(stack), ["315, 330 inactive"]);
            await nothingToDo(stack, "--refresh");
        });
    });

    it("stay in an additive set that no longer lists them, without a change, until they are back", async () => {
        const additive = { identifiers: [312, 313], additive: true };
        await withSets({}, { leavers: additive }, async (vault, stack) => {
            succeeded(await stack.up("--skip-preview"));
            const restore = remove(vault, 312);
            succeeded(await stack.refresh("--skip-preview"));
            failedWith(await stack.preview(), "property identifiers[0] value {312} has a problem: 1005");

            await declareSets(stack, { leavers: { ...additive, identifiers: [313] } });
            await nothingToDo(stack);
            await declareSets(stack, { leavers: { ...additive, identifiers: [313, 315] } });
            const [up, requests] = await during(vault, () => stack.up());
            succeeded(up);
            assert.deepEqual(
                requests.filter((request) => /able/.test(request)),
                ["disable 315"],
            );
            assert.deepEqual(await known(stack), ["312 missing", "313, 315 inactive"]);
            await nothingToDo(stack, "--refresh");

            restore();
            succeeded(await stack.refresh("--skip-preview"));
            assert.deepEqual(await known(stack), ["312-313, 315 inactive"]);
            await nothingToDo(stack);
        });
    });

    it("make a refresh fail if the vault has none of the stack's, as for the key of another tenant, and change nothing", async () => {
        const tenant = "acme";
        const options = { config: { "mysafe:tenant": tenant } };
        await withSets(
            { tenant },
            { ...singles, leavers: set },
            async (vault, stack) => {
                succeeded(await stack.up("--skip-preview"));
                const outputs = await outputsIn(stack);
                const restore = remove(vault, ...all);

                for (const args of [[], ["--skip-preview"], ["--skip-preview", "--parallel", "1"]]) {
                    failedWith(
                        await stack.refresh(...args),
                        args.includes("1")
                            ? /the vault has (no password|none of the \d+ passwords) \d/
                            : "the vault has none of the 6 passwords 312-315, 330, 340 (1005)",
                        `Cause: the access key ${vault.clientId} (tenant acme) at ${vault.url} belongs to another tenant, or all of these were deleted.`,
                        "Solution: check mysafe:tenant and mysafe:clientId.",
                        "`pulumi refresh` and `pulumi destroy` use the stack configuration of the last `pulumi up`.",
                    );
                    assert.equal(await outputsIn(stack), outputs);
                }

                restore();
                const { output } = succeeded(await stack.refresh("--skip-preview", "--expect-no-changes"));
                assert.doesNotMatch(output, /missing/);
                await nothingToDo(stack);
            },
            options,
        );
    });
});
