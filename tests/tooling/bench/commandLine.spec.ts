import assert from "node:assert/strict";
import { readCommandLine } from "../../../bench/commandLine";

describe("the bench's command line", () => {
    const read = (...args: string[]) => {
        const options = readCommandLine(args, "RESULTS.md");
        assert.ok(options !== "help");
        return options;
    };

    it("measures everything into the page, without options", () => {
        assert.equal(read().out, "RESULTS.md");
        assert.deepEqual(read().sizes, [1, 10, 100, 1_000, 10_000]);
    });

    it("writes a part nowhere, unless a file is named", () => {
        assert.equal(read("--sizes", "10").out, undefined);
        assert.equal(read("--forms", "set").out, undefined);
        assert.equal(read("--latencies", "0", "--out", "part.md").out, "part.md");
    });

    it("takes lists", () => {
        const { sizes, latenciesMs, forms } = read("--sizes", "10,100", "--latencies", "0,30", "--forms", "set,tofu");
        assert.deepEqual(
            [sizes, latenciesMs, forms],
            [
                [10, 100],
                [0, 30],
                ["set", "tofu"],
            ],
        );
    });

    it("runs Pulumi with the newest Node that the package is tested with, unless told otherwise", () => {
        assert.equal(read().node, 24);
        assert.equal(read("--node", "20").node, 20);
    });

    it("refuses what it does not know", () => {
        assert.throws(() => read("--node", "18"), /--node takes one of 20, 22, 24, not "18"/);
        assert.throws(() => read("--forms", "sets"), /no form sets; there are set, set-compile-cache, component/);
        assert.throws(() => read("--sizes", "0"), /--sizes takes whole numbers from 1/);
        assert.throws(() => read("--latencies", "x"), /--latencies takes whole numbers from 0/);
        assert.throws(() => read("--size", "1"), /--size/);
    });
});
