import assert from "node:assert/strict";
import { collect } from "../../../bench/collect";
import { type Cell, findCell, median, secondsOf } from "../../../bench/results";

describe("the bench's results", () => {
    const cycle = { form: "set", size: 10, latencyMs: 0, round: 1 } as const;
    const took = (seconds: number) => ({ operation: "up", run: { seconds, requests: {} } }) as const;

    it("keep each run of a cell and give the median", () => {
        const cells = [3, 1, 2].reduce<Cell[]>((all, seconds) => collect(all, cycle, [took(seconds)]), []);
        assert.equal(cells.length, 1);
        assert.equal(secondsOf({ cells }, { ...cycle, operation: "up" }), 2);
    });

    it("have no number for a cell with a failed run", () => {
        const cells = collect(collect([], cycle, [took(1)]), cycle, [{ operation: "up", failed: "exit code 1" }]);
        assert.equal(findCell({ cells }, { ...cycle, operation: "up" }), undefined);
    });

    it("give the mean of the middle two of an even count", () => {
        assert.equal(median([4, 1, 2, 3]), 2.5);
    });
});
