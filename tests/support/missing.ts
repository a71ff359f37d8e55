import assert from "node:assert/strict";

/** Reports why this machine skips tests. In CI, which must skip nothing, it adds a test that fails. */
export function missing(what: string, why: string): void {
    if (process.env.CI) {
        describe(what, () => {
            it("is available", () => assert.fail(why));
        });
    } else {
        process.stderr.write(`tests of ${what} are skipped: ${why}\n`);
    }
}
