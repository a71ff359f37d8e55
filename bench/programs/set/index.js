/** One `PasswordDisablementSet` of the passwords 1 to `bench:size`. */
const pulumi = require("@pulumi/pulumi");
const { PasswordDisablementSet } = require("pulumi-mysafe");

const size = new pulumi.Config("bench").requireNumber("size");
new PasswordDisablementSet("leavers", { identifiers: Array.from({ length: size }, (_, index) => index + 1) });
