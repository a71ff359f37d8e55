import assert from "node:assert/strict";
import { storyTimeoutMs, succeeded } from "../support/story";
import { during } from "./support/declared";
import { checkpointBytes, declareSets, withSets } from "./support/sets";

const count = 1000;
/** Identifiers of seven digits that are no neighbours. */
const scattered = Array.from({ length: count }, (_, index) => 1_000_003 + 7919 * (index + 1));
const passwords = scattered.map((identifier) => ({ identifier }));

describe(`a set of ${count} scattered passwords`, function () {
    this.timeout(storyTimeoutMs);

    it("keeps at most 80 bytes for each, shows how far it is while it runs, and asks for one list in a preview", async () => {
        await withSets(
            { passwords, latencyMs: 25 },
            { leavers: { identifiers: [scattered[0]] } },
            async (vault, stack) => {
                succeeded(await stack.up("--skip-preview"));
                const ofOne = checkpointBytes(stack);
                const bytesEach = () => (checkpointBytes(stack) - ofOne) / (count - 1);

                await declareSets(stack, { leavers: { identifiers: scattered } });
                const echoed: { line: string; at: number }[] = [];
                const begun = performance.now();
                const up = ["up", "--yes", "--skip-preview", "--suppress-progress", "--color", "never"];
                const run = succeeded(
                    await stack.run(up, (text) => {
                        for (const line of text.match(/disabling: \d+ of \d+ done, \d+ left.*/g) ?? []) {
                            echoed.push({ line, at: performance.now() - begun });
                        }
                    }),
                );
                assert.ok(echoed.length >= 1, run.output);
                assert.ok(echoed.every(({ at }, index) => index === 0 || at - (echoed[index - 1]?.at ?? 0) < 2_000));
                assert.doesNotMatch(run.output.split("Diagnostics:")[1] ?? "", /disabling: /, "a status is no message");
                assert.ok(bytesEach() <= 80, `${bytesEach()} bytes`);

                const [preview, asked] = await during(vault, () => stack.preview("--expect-no-changes"));
                succeeded(preview);
                assert.deepEqual(asked, ["token", "list"]);
                assert.ok(preview.output.length < 1_000, preview.output);

                for (const identifier of scattered.filter((_, index) => index % 100 === 0)) {
                    vault.setActive(identifier, true);
                }
                const refreshed = succeeded(await stack.refresh("--skip-preview"));
                assert.match(refreshed.output, /looking up: \d+ of 1000 done, \d+ left/);
                assert.ok(bytesEach() <= 80, `${bytesEach()} bytes after a drift`);
                const [mended, requests] = await during(vault, () => stack.up("--skip-preview"));
                succeeded(mended);
                assert.equal(requests.filter((request) => request.startsWith("disable")).length, 10);
                assert.equal((await stack.resources()).leavers?.outputs.driftCorrected, 10);
            },
        );
    });
});
