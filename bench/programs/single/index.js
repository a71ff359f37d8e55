/** A `PasswordDisablement` for each of the passwords 1 to `BENCH_SIZE`. */
const { PasswordDisablement } = require("pulumi-mysafe");

const size = Number(process.env.BENCH_SIZE);
for (let identifier = 1; identifier <= size; identifier += 1) {
    new PasswordDisablement(`leaver-${identifier}`, { identifier });
}
