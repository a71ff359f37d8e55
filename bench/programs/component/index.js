/** One `PasswordDisablements` of the passwords 1 to `bench:size`. */
const pulumi = require("@pulumi/pulumi");
const { PasswordDisablements } = require("pulumi-mysafe");

const size = new pulumi.Config("bench").requireNumber("size");
new PasswordDisablements("leavers", { passwords: Array.from({ length: size }, (_, index) => index + 1) });
