/** A stack whose program declares sets and single passwords together. */
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import type { Simulator, SimulatorOptions } from "mysafe-simulator";
import type { Stack, StackOptions } from "../../../engine/stack";
import { decodeEntries } from "../../../provider/src/lifecycle/entries";
import { groupBy } from "../../../provider/src/shared/collections";
import { formatRanges } from "../../../provider/src/shared/identifierRanges";
import { writeProgram } from "../../support/packedProject";
import { withVaultAndStack } from "../../support/story";

/**
 * Declares a set or a single password for each entry of the stack's `test:declare`. The outputs of a `shown` set are
 * outputs of the stack. It joins the parts of a `secretReason` to a secret, and delays an entry by `afterMs`.
 */
export const setsProgram = `
const pulumi = require("@pulumi/pulumi");
const { PasswordDisablement, PasswordDisablementSet } = require("pulumi-mysafe");
function declare(name, { options, shown, secretReason, ...args }) {
    if (secretReason) {
        args.reason = pulumi.secret(secretReason.join("-"));
    }
    if ("identifiers" in args) {
        const set = new PasswordDisablementSet(name, args, options);
        if (shown) {
            exports[name] = { identifiers: set.identifiers, results: set.results };
        }
    } else {
        new PasswordDisablement(name, args, options);
    }
}
for (const [name, { afterMs, ...args }] of Object.entries(new pulumi.Config("test").requireObject("declare"))) {
    if (afterMs === undefined) {
        declare(name, args);
    } else {
        setTimeout(() => declare(name, args), afterMs);
    }
}
`;

/** The declarations of the program, by name, with Pulumi's resource `options`. */
export type DeclaredSets = Record<string, object>;

/** Runs a story with a vault and a stack that declares sets. */
export async function withSets(
    simulator: SimulatorOptions,
    declared: DeclaredSets,
    use: (vault: Simulator, stack: Stack) => Promise<void>,
    options: Partial<StackOptions> = {},
): Promise<void> {
    const program = await writeProgram("sets", setsProgram);
    const config = { ...options.config, "test:declare": JSON.stringify(declared) };
    await withVaultAndStack(simulator, { ...options, program, config }, use);
}

/** Changes the declarations. */
export async function declareSets(stack: Stack, declared: DeclaredSets): Promise<void> {
    await stack.configure("test:declare", JSON.stringify(declared));
}

/** Returns the outputs of the stack after an up, by the name of each set. */
export async function outputsOf(stack: Stack): Promise<Record<string, { identifiers: string[]; results: unknown[] }>> {
    return JSON.parse((await stack.expect(["stack", "output", "--json"])).stdout);
}

/** Returns the identifiers of a set in the state by status, such as `312-313 inactive`. */
export async function known(stack: Stack, name = "leavers"): Promise<string[]> {
    const entries = decodeEntries((await stack.resources())[name]?.outputs.results);
    const byStatus = groupBy(entries, ([, { status }]) => status);
    return [...byStatus].map(([status, group]) => `${formatRanges(group.map(([one]) => one))} ${status}`).sort();
}

/** Returns the identifiers among the inputs of a set in the state. */
export async function inputsOf(stack: Stack, name = "leavers"): Promise<Record<string, string>> {
    return (await stack.resources())[name]?.inputs.identifiers as Record<string, string>;
}

/** Returns the size of the checkpoint in bytes. */
export function checkpointBytes(stack: Stack): number {
    return statSync(join(stack.folder, "state", ".pulumi", "stacks", "test", "dev.json")).size;
}

/** Fails when a text contains a secret of the vault or of its client. */
export function assertNoSecret(vault: Simulator, text: string): void {
    const secrets = [vault.clientSecret, ...vault.issuedTokens, ...vault.passwords().map(({ secret }) => secret)];
    assert.ok(!secrets.some((secret) => text.includes(secret)), "the text contains a secret");
}
