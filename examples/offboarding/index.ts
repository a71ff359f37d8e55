import * as pulumi from "@pulumi/pulumi";
import { getPasswords, PasswordDisablementSet } from "pulumi-mysafe";

const config = new pulumi.Config();
const ticket = config.require("ticket");
const leaver = config.get("leaver");
const tag = config.get("tag");
if (leaver === undefined && tag === undefined) {
    throw new pulumi.RunError(
        "Say whose passwords: pulumi config set leaver m.souza, or pulumi config set tag offboarding",
    );
}

/** Returns each password that the leaver's user name or the tag finds, except those tagged break-glass. */
async function findPasswords(): Promise<number[]> {
    const found = [
        ...(leaver === undefined ? [] : await getPasswords({ username: leaver })),
        ...(tag === undefined ? [] : await getPasswords({ tag })),
    ];
    const chosen = new Set<number>();
    const leftOut = new Map<number, string>();
    for (const { identifier, name, tags } of found) {
        if (tags.some((each) => each.toLowerCase() === "break-glass")) {
            leftOut.set(identifier, name);
        } else {
            chosen.add(identifier);
        }
    }
    for (const [identifier, name] of leftOut) {
        pulumi.log.warn(`password ${identifier} is left active, since it is tagged break-glass: ${name}`);
    }
    return [...chosen];
}

const passwords = new PasswordDisablementSet("leaver", {
    identifiers: findPasswords(),
    // A search can miss a disabled password that the vault omits from its list. The set keeps it.
    additive: true,
    reason: ticket,
});

export const disabled = passwords.results.apply((results) =>
    results.map(({ identifier, outcome, disabledAt }) => `${identifier}: ${outcome}, ${disabledAt}`),
);
