/** mocha's own "spec" reporter, which also leaves the counts in the file that MOCHA_COUNTS_FILE names, for CI. */
const { writeFileSync } = require("node:fs");
const { Runner, reporters } = require("mocha");

module.exports = class CountingSpec extends reporters.Spec {
    constructor(runner, options) {
        super(runner, options);
        runner.once(Runner.constants.EVENT_RUN_END, () => {
            const file = process.env.MOCHA_COUNTS_FILE;
            if (file) {
                writeFileSync(file, `${this.stats.passes} passed, ${this.stats.failures} failed\n`);
            }
        });
    }
};
