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

    it("writes a part only to the file of --out", () => {
        assert.equal(read("--sizes", "10").out, undefined);
        assert.equal(read("--forms", "set").out, undefined);
        assert.equal(read("--latencies", "0", "--out", "part.md").out, "part.md");
    });

    it("prints the main ratios alone with --quick", () => {
        assert.deepEqual([read("--quick").quick, read("--quick").out, read().quick], [true, undefined, false]);
    });

    it("parses lists", () => {
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

    it("runs Pulumi with the newest tested Node by default", () => {
        assert.equal(read().node, 24);
        assert.equal(read("--node", "20").node, 20);
    });

    it("rejects invalid options", () => {
        assert.throws(() => read("--node", "18"), /--node must be one of 20, 22, 24, not "18"/);
        assert.throws(() => read("--forms", "sets"), /Unknown form sets: expected one of set, set-plugin-yaml, single/);
        assert.throws(() => read("--sizes", "0"), /--sizes must be whole numbers from 1/);
        assert.throws(() => read("--latencies", "x"), /--latencies must be whole numbers from 0/);
        assert.throws(() => read("--size", "1"), /--size/);
        assert.throws(() => read("--quick", "--forms", "set"), /--quick has its own selection: leave out --forms/);
        assert.throws(
            () => read("--rest-provider", "rest"),
            /must be a file terraform-provider-restapi_v3\.0\.0, not "rest"/,
        );
    });
});
