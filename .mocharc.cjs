module.exports = {
    require: ["tsx/cjs"],
    reporter: "./tests/reporter.cjs",
    timeout: 10_000,
    forbidOnly: true,
    forbidPending: true,
};
