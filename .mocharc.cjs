module.exports = {
    require: ["tsx/cjs", "./tests/support/mochaSetup.ts"],
    reporter: "./tests/reporter.cjs",
    // Groups of tests run side by side.
    timeout: 20_000,
    forbidOnly: true,
    forbidPending: true,
};
