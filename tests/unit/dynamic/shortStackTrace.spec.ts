import assert from "node:assert/strict";
import { shortenStackTraces } from "../../../provider/src/dynamic/shortStackTrace";

describe("stack traces", () => {
    function declare(): string {
        return new Error("here").stack ?? "";
    }

    it("end at the first line outside the file, which the user wrote", () => {
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

    it("name ES modules by their paths, as the SDK expects it, also where no function has a name", () => {
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

    it("stay whole where the file has no part in them", () => {
        const whole = declare().split("\n").length;
        const restore = shortenStackTraces("elsewhere.js");
        try {
            assert.equal(declare().split("\n").length, whole);
        } finally {
            restore();
        }
    });

    it("are afterwards as they were before", () => {
        const before = Error.prepareStackTrace;
        const whole = declare().split("\n").length;
        shortenStackTraces(__dirname)();
        assert.equal(Error.prepareStackTrace, before);
        assert.equal(declare().split("\n").length, whole);
    });
});
