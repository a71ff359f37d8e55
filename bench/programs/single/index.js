/** A `PasswordDisablement` for each of the passwords 1 to `bench:size`. */
const pulumi = require("@pulumi/pulumi");
const { PasswordDisablement } = require("pulumi-mysafe");

const size = new pulumi.Config("bench").requireNumber("size");
for (let identifier = 1; identifier <= size; identifier += 1) {
    new PasswordDisablement(`leaver-${identifier}`, { identifier });
}
