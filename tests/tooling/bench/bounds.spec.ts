import assert from "node:assert/strict";
import { boundsOf } from "../../../bench/report/bounds";
import type { Results } from "../../../bench/results";
import { cellsOf, resultsOf } from "./sample";

function boundIn(results: Results, text: string) {
    const found = boundsOf(results).find(({ name }) => name.includes(text));
    assert.ok(found, `no bound about ${text}`);
    return found;
}

describe("bounds of the bench", () => {
    it("compare the medians of a set and of OpenTofu", () => {
        const tofu = cellsOf("tofu", 1_000, [10, 9, 100]);
        const bound = (seconds: number) =>
            boundIn(resultsOf(...cellsOf("set", 1_000, [seconds]), ...tofu), "1,000, against OpenTofu");
        assert.deepEqual([bound(5).measured, bound(5).met], ["0.50 × (5.00 s)", true]);
        assert.equal(bound(5.1).met, false);
    });

    it("compare the set of our Terraform provider with the REST provider", () => {
        const tofu = cellsOf("tofu", 1_000, [10]);
        const bound = (seconds: number) =>
            boundIn(resultsOf(...cellsOf("terraform-set", 1_000, [seconds]), ...tofu), "our Terraform provider");
        assert.deepEqual([bound(5).measured, bound(5).met], ["0.50 × (5.00 s)", true]);
        assert.equal(bound(5.1).met, false);
    });

    it("add the start-up to the vault's own time at 30 ms", () => {
        const start = cellsOf("set", 1, [3]);
        const bound = (seconds: number) =>
            boundIn(resultsOf(...start, ...cellsOf("set", 1_000, [seconds], 30)), "at 30 ms");
        assert.equal(bound(1.1 * (3.75 + 3) - 0.01).met, true);
        assert.equal(bound(1.1 * (3.75 + 3) + 0.01).met, false);
    });

    it("subtract the state of one item from that of many", () => {
        const bound = boundIn(
            resultsOf(...cellsOf("set", 1, [3]), ...cellsOf("set", 1_000, [4])),
            "with its name, of a set of 1,000",
        );
        assert.deepEqual([bound.measured, bound.met], ["20 bytes", true]);
    });

    it("take the median of the starts of a provider", () => {
        const bound = boundIn({ ...resultsOf(), pluginStartUpsMs: [100, 400, 290] }, "plugin process");
        assert.deepEqual([bound.measured, bound.met], ["290 ms", true]);
    });

    it("compare the memory of the largest set with that of a small one, and say so where it is not met", () => {
        const cells = [...cellsOf("set", 10, [1]), ...cellsOf("set", 10_000, [1])];
        const bound = boundIn(resultsOf(...cells), "flat in N");
        assert.deepEqual([bound.measured, bound.limit, bound.met], ["1.00 × (150 MiB)", "1.25 ×", true]);
        const larger = cells.map((cell) =>
            cell.size === 10
                ? cell
                : { ...cell, runs: cell.runs.map((run) => ({ ...run, providerPeakBytes: 2 ** 28 })) },
        );
        assert.equal(boundIn(resultsOf(...larger), "flat in N").met, false);
    });

    it("subtract the program's time for one item from that for many", () => {
        const bound = (seconds: number) =>
            boundIn(resultsOf(...cellsOf("set", 1, [1]), ...cellsOf("set", 10_000, [seconds])), "beyond a set of one");
        assert.deepEqual([bound(3).measured, bound(3).met], ["0.20 s", true]);
        assert.equal(bound(5).met, false);
    });

    it("are empty for a cell without a measurement or with a failure", () => {
        const failed = cellsOf("set", 1_000, [1]).map((cell) => ({ ...cell, failed: "exit code 1" }));
        const bounds = boundsOf(resultsOf(...failed, ...cellsOf("tofu", 1_000, [10])));
        assert.deepEqual(
            bounds.filter(({ measured, met }) => measured !== undefined || met !== undefined),
            [],
        );
    });
});
