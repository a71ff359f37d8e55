import assert from "node:assert/strict";

/** The lines of an expected error, without their titles; fails if there are other than these three. */
export function linesOf({ message }: { message: string }): { what: string; cause: string; solution: string } {
    const match = /^([^\n]+)\nCause: ([^\n]+)\nSolution: ([^\n]+)$/.exec(message);
    assert.ok(match, `not three lines: ${message}`);
    const [, what = "", cause = "", solution = ""] = match;
    return { what, cause, solution };
}
