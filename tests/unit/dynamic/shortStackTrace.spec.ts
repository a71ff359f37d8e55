import assert from "node:assert/strict";
import { shortenStackTraces } from "../../../provider/src/dynamic/shortStackTrace";

describe("a shortened stack trace", () => {
    function declare(): string {
        return new Error("here").stack ?? "";
    }

    it("ends at the first frame outside the folder, the line of the user's program", () => {
        const whole = declare().split("\n");
        const restore = shortenStackTraces(__dirname);
        try {
            const short = declare().split("\n");
            assert.ok(short.length < whole.length, short.join("\n"));
            assert.match(short[0] ?? "", /^Error: here$/);
            assert.match(short[1] ?? "", /shortStackTrace\.spec/);
            assert.doesNotMatch(short.at(-1) ?? "", /shortStackTrace\.spec/);
        } finally {
            restore();
        }
    });

    it("names ES modules by paths, which the SDK reads, also without a function name", () => {
        const before = Error.prepareStackTrace;
        const lines = [
            "Error: here",
            "    at declare (file:///w/my%20app/pw.mjs:2:32)",
            "    at file:///w/index.mjs:1:5",
        ];
        Error.prepareStackTrace = () => lines.join("\n");
        const restore = shortenStackTraces(__dirname);
        try {
            assert.deepEqual(declare().split("\n").slice(1), [
                "    at declare (/w/my app/pw.mjs:2:32)",
                "    at <anonymous> (/w/index.mjs:1:5)",
            ]);
        } finally {
            restore();
            Error.prepareStackTrace = before;
        }
    });

    it("stays whole if no frame is in the folder", () => {
        const whole = declare().split("\n").length;
        const restore = shortenStackTraces("elsewhere.js");
        try {
            assert.equal(declare().split("\n").length, whole);
        } finally {
            restore();
        }
    });

    it("stays whole in a bundle, where the package has no folder", () => {
        const before = Error.prepareStackTrace;
        const restore = shortenStackTraces(undefined);
        assert.equal(Error.prepareStackTrace, before);
        restore();
        assert.equal(Error.prepareStackTrace, before);
    });

    it("ends with the returned function", () => {
        const before = Error.prepareStackTrace;
        const whole = declare().split("\n").length;
        shortenStackTraces(__dirname)();
        assert.equal(Error.prepareStackTrace, before);
        assert.equal(declare().split("\n").length, whole);
    });
});
