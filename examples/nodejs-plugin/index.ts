import { getPasswordsOutput, PasswordDisablement, PasswordDisablementSet } from "pulumi-mysafe-sdk";

const buildServer = new PasswordDisablement("build-server", {
    identifier: "330",
    reason: "CHG-2041",
});

new PasswordDisablementSet("leavers", {
    identifiers: getPasswordsOutput({ tag: "offboarding" }).identifiers,
    additive: true, // keeps passwords that the search no longer finds
    reason: "CHG-2041",
});

export const outcome = buildServer.outcome;
