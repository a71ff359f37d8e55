import assert from "node:assert/strict";

/** Says that tests are left out on this machine, and why; in CI, where nothing may be left out, one fails instead. */
export function missing(what: string, why: string): void {
    if (process.env.CI) {
        describe(what, () => {
            it("is there to be tested", () => assert.fail(why));
        });
    } else {
        process.stderr.write(`tests of ${what} are skipped: ${why}\n`);
    }
}
