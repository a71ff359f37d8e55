/**
 * mocha's own "spec" reporter, which also leaves the counts in the file that MOCHA_COUNTS_FILE names, for CI: added to
 * those that are there, since the suite is more than one run of mocha.
 */
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const { Runner, reporters } = require("mocha");

module.exports = class CountingSpec extends reporters.Spec {
    constructor(runner, options) {
        super(runner, options);
        runner.once(Runner.constants.EVENT_RUN_END, () => {
            const file = process.env.MOCHA_COUNTS_FILE;
            if (file) {
                const before = existsSync(file) ? readFileSync(file, "utf8") : "";
                const [passed = 0, failed = 0] = (before.match(/\d+/g) ?? []).map(Number);
                const { passes, failures } = this.stats;
                writeFileSync(file, `${passed + passes} passed, ${failed + failures} failed\n`);
            }
        });
    }
};
