/** A "spec" reporter of mocha that also writes the counts to the file that MOCHA_COUNTS_FILE names. */
const { writeFileSync } = require("node:fs");
const { Runner, reporters } = require("mocha");

module.exports = class CountingSpec extends reporters.Spec {
    constructor(runner, options) {
        super(runner, options);
        runner.once(Runner.constants.EVENT_RUN_END, () => {
            const { passes, failures } = this.stats;
            if (process.env.MOCHA_COUNTS_FILE) {
                writeFileSync(process.env.MOCHA_COUNTS_FILE, `${passes} passed, ${failures} failed\n`);
            }
        });
    }
};
