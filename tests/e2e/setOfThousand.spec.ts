import assert from "node:assert/strict";
import type { Stack } from "../../engine/stack";
import { runInTerminal } from "../../picture/pseudoTerminal";
import { storyTimeoutMs, succeeded } from "../support/story";
import { during } from "./support/declared";
import { checkpointBytes, declareSets, withSets } from "./support/sets";

const count = 1000;
/** Identifiers of seven digits without neighbours. */
const scattered = Array.from({ length: count }, (_, index) => 1_000_003 + 7919 * (index + 1));
const passwords = scattered.map((identifier) => ({ identifier }));

/** Runs a command where somebody watches: without a terminal, a status comes every 30 s. */
function inTerminal({ folder, env }: Stack, command: string): Promise<string> {
    return runInTerminal(command, { cwd: folder, env, columns: 160, rows: 50 });
}

describe(`a set of ${count} scattered passwords`, function () {
    this.timeout(storyTimeoutMs);

    it("keeps at most 80 bytes for each, shows its progress, and makes no request in a preview without changes", async () => {
        await withSets(
            { passwords, latencyMs: 25 },
            { leavers: { identifiers: [scattered[0]] } },
            async (vault, stack) => {
                succeeded(await stack.up("--skip-preview"));
                const ofOne = checkpointBytes(stack);
                const bytesEach = () => (checkpointBytes(stack) - ofOne) / (count - 1);

                await declareSets(stack, { leavers: { identifiers: scattered } });
                const shown = await inTerminal(stack, "pulumi up --yes --skip-preview");
                assert.match(shown, /disabling: \d+ of 999 done/);
                const [, diagnostics = ""] = shown.split("Diagnostics:");
                assert.doesNotMatch(diagnostics, /disabling: /, "the summary of the run repeats a status");
                assert.ok(bytesEach() <= 80, `${bytesEach()} bytes`);

                const [preview, requests] = await during(vault, () => stack.preview("--expect-no-changes"));
                succeeded(preview);
                assert.deepEqual(requests, []);
                assert.ok(preview.output.length < 1_000, preview.output);

                for (const identifier of scattered.filter((_, index) => index % 100 === 0)) {
                    vault.setActive(identifier, true);
                }
                const refreshed = await inTerminal(stack, "pulumi refresh --yes --skip-preview");
                assert.match(refreshed, /looking up: \d+ of 1000 done/);
                assert.ok(bytesEach() <= 80, `${bytesEach()} bytes after a drift`);
                const [corrected, sent] = await during(vault, () => stack.up("--skip-preview"));
                succeeded(corrected);
                assert.equal(sent.filter((request) => request.startsWith("disable")).length, 10);
                assert.equal((await stack.resources()).leavers?.outputs.driftCorrections, 10);
            },
        );
    });
});
