/** One `PasswordDisablements` of the passwords 1 to `BENCH_SIZE`. */
const { PasswordDisablements } = require("pulumi-mysafe");

const size = Number(process.env.BENCH_SIZE);
new PasswordDisablements("leavers", { passwords: Array.from({ length: size }, (_, index) => index + 1) });
