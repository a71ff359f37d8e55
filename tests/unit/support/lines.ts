import assert from "node:assert/strict";

/** Returns the three lines of an expected error without their titles. Fails for any other line. */
export function linesOf({ message }: { message: string }): { what: string; cause: string; solution: string } {
    const match = /^([^\n]+)\nCause: ([^\n]+)\nSolution: ([^\n]+)$/.exec(message);
    assert.ok(match, `not three lines: ${message}`);
    const [, what = "", cause = "", solution = ""] = match;
    return { what, cause, solution };
}
