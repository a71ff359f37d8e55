/** One `PasswordDisablementSet` of the passwords 1 to `BENCH_SIZE`. */
const { PasswordDisablementSet } = require("pulumi-mysafe");

const size = Number(process.env.BENCH_SIZE);
new PasswordDisablementSet("leavers", { identifiers: Array.from({ length: size }, (_, index) => index + 1) });
