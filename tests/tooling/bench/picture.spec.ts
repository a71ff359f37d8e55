import assert from "node:assert/strict";
import { renderPicture } from "../../../bench/report/picture";
import { cellsOf, resultsOf } from "./sample";

describe("the bench's picture", () => {
    const bars = (svg: string) =>
        [...svg.matchAll(/<rect class="\w+" x="[\d.]+" y="[\d.]+" width="([\d.]+)" height="13"/g)].map(([, w]) =>
            Number(w),
        );

    it("draws a bar for each form and size, in proportion to its time", () => {
        const [set = 0, single = 0, ...others] = bars(
            renderPicture(resultsOf(...cellsOf("set", 100, [2]), ...cellsOf("single", 100, [8]))),
        );
        assert.equal(Math.round(single / set), 4);
        assert.deepEqual(others, []);
    });

    it("draws no bar without a measurement or for a failure", () => {
        const failed = cellsOf("curl", 100, [2]).map((cell) => ({ ...cell, failed: "exit code 1" }));
        const svg = renderPicture(resultsOf(...cellsOf("set", 100, [2]), ...cellsOf("set", 10, [1]), ...failed));
        assert.equal(bars(svg).length, 2);
        assert.match(svg, />curl, one each</);
    });

    it("stays within its frame", () => {
        const svg = renderPicture(
            resultsOf(...[10, 100, 1_000, 10_000].flatMap((size) => cellsOf("set", size, [size * 123.4]))),
        );
        const right = [...svg.matchAll(/<rect class="\w+" x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="13"/g)].map(
            ([, x, width]) => Number(x) + Number(width),
        );
        assert.ok(Math.max(...right) < 880 - 60, `a bar ends at ${Math.max(...right)}`);
    });
});
