module.exports = {
    require: ["tsx/cjs", "./tests/support/mochaSetup.ts"],
    reporter: "./tests/reporter.cjs",
    timeout: 10_000,
    forbidOnly: true,
    forbidPending: true,
};
