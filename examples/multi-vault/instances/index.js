const pulumi = require("@pulumi/pulumi");
const { PasswordDisablement, Provider } = require("pulumi-mysafe-sdk");

// The stack configures one object for each vault: its URL, access key and identifiers.
const config = new pulumi.Config();

for (const name of ["head-office", "branch"]) {
    const { url, clientId, identifiers } = config.requireObject(name);
    const clientSecret = config.requireSecret(`${name}-secret`);
    const provider = new Provider(name, { url, clientId, clientSecret });
    for (const identifier of identifiers) {
        new PasswordDisablement(`${name}-${identifier}`, { identifier }, { provider });
    }
}
