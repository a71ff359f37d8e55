import assert from "node:assert/strict";
import { storyTimeoutMs, succeeded } from "../support/story";
import { during } from "./support/declared";
import { checkpointBytes, declareSets, withSets } from "./support/sets";

const count = 1000;
/** Identifiers of seven digits without neighbours. */
const scattered = Array.from({ length: count }, (_, index) => 1_000_003 + 7919 * (index + 1));
const passwords = scattered.map((identifier) => ({ identifier }));

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
                const shown: { line: string; at: number }[] = [];
                const startedAt = performance.now();
                const up = ["up", "--yes", "--skip-preview", "--suppress-progress", "--color", "never"];
                const run = succeeded(
                    await stack.run(up, (text) => {
                        for (const line of text.match(/disabling: \d+ of \d+ done.*/g) ?? []) {
                            shown.push({ line, at: performance.now() - startedAt });
                        }
                    }),
                );
                assert.ok(shown.length >= 1, run.output);
                assert.ok(shown.every(({ at }, index) => index === 0 || at - (shown[index - 1]?.at ?? 0) < 2_000));
                assert.doesNotMatch(
                    run.output.split("Diagnostics:")[1] ?? "",
                    /disabling: /,
                    "the summary of the run repeats a status",
                );
                assert.ok(bytesEach() <= 80, `${bytesEach()} bytes`);

                const [preview, requests] = await during(vault, () => stack.preview("--expect-no-changes"));
                succeeded(preview);
                assert.deepEqual(requests, []);
                assert.ok(preview.output.length < 1_000, preview.output);

                for (const identifier of scattered.filter((_, index) => index % 100 === 0)) {
                    vault.setActive(identifier, true);
                }
                const refreshed = succeeded(await stack.refresh("--skip-preview"));
                assert.match(refreshed.output, /looking up: \d+ of 1000 done/);
                assert.ok(bytesEach() <= 80, `${bytesEach()} bytes after a drift`);
                const [corrected, sent] = await during(vault, () => stack.up("--skip-preview"));
                succeeded(corrected);
                assert.equal(sent.filter((request) => request.startsWith("disable")).length, 10);
                assert.equal((await stack.resources()).leavers?.outputs.driftCorrections, 10);
            },
        );
    });
});
