// Order: what is quick and tells most comes first.
module.exports = {
    require: ["tsx/cjs"],
    spec: [
        "tests/unit/**/*.spec.ts",
        "tests/protocol/**/*.spec.ts",
        "tests/packaging/**/*.spec.ts",
        "tests/e2e/**/*.spec.ts",
    ],
    reporter: "./tests/reporter.cjs",
    timeout: 10_000,
    forbidOnly: true,
    forbidPending: true,
};
