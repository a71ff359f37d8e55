import assert from "node:assert/strict";
import type { Terminal } from "../../../provider/src/commands/command";
import { createStepPrinter, type State } from "../../../provider/src/commands/stepPrinter";

/** Returns the printed lines of one step. */
function printed(terminal: Terminal | undefined, state: State, ...lines: string[]): string[] {
    let output = "";
    const stdout = (text: string) => {
        output += text;
    };
    createStepPrinter({ stdout, terminal } as never, ["name", "connection"])(state, "name", lines);
    assert.ok(output.endsWith("\n"));
    return output.slice(0, -1).split("\n");
}

const long =
    "Solution: check the scheme and port of mysafe:url; a vault that speaks only older versions must be updated.";

describe("the output of a step", () => {
    it("has columns, and does not break lines without a terminal", () => {
        assert.deepEqual(printed(undefined, "FAILED", "what", long), [
            "FAILED  name        what",
            `                    ${long}`,
        ]);
    });

    it("breaks lines at spaces to fit the width of a terminal", () => {
        assert.deepEqual(printed({ columns: 60, colours: false }, "-", long), [
            "-       name        Solution: check the scheme and port of",
            "                    mysafe:url; a vault that speaks only",
            "                    older versions must be updated.",
        ]);
        const fits = `${"x".repeat(19)}${" y".repeat(10)}z`;
        assert.deepEqual(printed({ columns: 60, colours: false }, "ok", fits), [`ok      name        ${fits}`]);
        const word = "https://vault.example.com/a/very/long/base/path";
        assert.deepEqual(printed({ columns: 60, colours: false }, "ok", `at ${word} still`), [
            "ok      name        at",
            `                    ${word}`,
            "                    still",
        ]);
    });

    it("does not break lines in a terminal that is too narrow", () => {
        assert.equal(printed({ columns: 30, colours: false }, "ok", long).length, 1);
    });

    it("has colours only in a terminal that shows them", () => {
        const [first = "", ...rest] = printed({ columns: 200, colours: true }, "FAILED", "x", "Cause: y", "warning: z");
        assert.equal(first, "\u001b[31mFAILED\u001b[39m  name        x");
        assert.deepEqual(
            rest.map((line) => line.trim()),
            ["\u001b[1mCause:\u001b[22m y", "\u001b[33mwarning:\u001b[39m z"],
        );
        assert.equal(
            printed({ columns: 200, colours: true }, "ok", "x")[0],
            "\u001b[32mok\u001b[39m      name        x",
        );
        for (const terminal of [undefined, { columns: 200, colours: false }]) {
            assert.ok(!printed(terminal, "FAILED", "Cause: y", "warning: z").join().includes("\u001b"));
        }
    });
});
