/** A stack whose program declares sets, components and single passwords together. */
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import type { Simulator, SimulatorOptions } from "mysafe-simulator";
import type { Stack, StackOptions } from "../../../engine/stack";
import { writeProgram } from "../../support/packedProject";
import { withVaultAndStack } from "../../support/story";

/**
 * Declares, for each entry of the stack's `test:declare`, a set, a component or a single password, after what it has. A
 * set that is `shown` is an output of the stack, a `secretReason` is one, in parts, and what has `afterMs` is
 * declared only then.
 */
export const setsProgram = `
const pulumi = require("@pulumi/pulumi");
const { PasswordDisablement, PasswordDisablements, PasswordDisablementSet } = require("pulumi-mysafe");
function declare(name, { options, shown, secretReason, ...args }) {
    if (secretReason) {
        args.reason = pulumi.secret(secretReason.join("-"));
    }
    if ("identifiers" in args) {
        const made = new PasswordDisablementSet(name, args, options);
        if (shown) {
            exports[name] = { identifiers: made.identifiers, results: made.results };
        }
    } else if ("passwords" in args) {
        new PasswordDisablements(name, args, options);
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

/** What the program declares, by name; `options` are Pulumi's of the resource. */
export type DeclaredSets = Record<string, object>;

/** Tells a story of a vault and a stack that declares sets. */
export async function withSets(
    simulator: SimulatorOptions,
    declared: DeclaredSets,
    tell: (vault: Simulator, stack: Stack) => Promise<void>,
    options: Partial<StackOptions> = {},
): Promise<void> {
    const program = await writeProgram("sets", setsProgram);
    const config = { ...options.config, "test:declare": JSON.stringify(declared) };
    await withVaultAndStack(simulator, { ...options, program, config }, tell);
}

/** Declares something else. */
export async function declareSets(stack: Stack, declared: DeclaredSets): Promise<void> {
    await stack.configure("test:declare", JSON.stringify(declared));
}

/** The stack's outputs, as they are after an up: a set by its name. */
export async function outputsOf(stack: Stack): Promise<Record<string, { identifiers: string[]; results: unknown[] }>> {
    return JSON.parse((await stack.expect(["stack", "output", "--json"])).stdout);
}

/** The results of a set in the stack's state: `312-313 inactive`. */
export async function known(stack: Stack, name = "leavers"): Promise<string[]> {
    const results = (await stack.resources())[name]?.outputs.results as { identifiers: string; status: string }[];
    return results.map(({ identifiers, status }) => `${identifiers} ${status}`).sort();
}

/** The identifiers of a set among the inputs in the stack's state. */
export async function inputsOf(stack: Stack, name = "leavers"): Promise<Record<string, string>> {
    return (await stack.resources())[name]?.inputs.identifiers as Record<string, string>;
}

/** The checkpoint's size in bytes. */
export function checkpointBytes(stack: Stack): number {
    return statSync(join(stack.folder, "state", ".pulumi", "stacks", "test", "dev.json")).size;
}

/** Fails where a text has a secret of the vault's or its client's. */
export function assertNoSecret(vault: Simulator, text: string): void {
    const secrets = [vault.clientSecret, ...vault.issuedTokens, ...vault.passwords().map(({ secret }) => secret)];
    assert.ok(!secrets.some((secret) => text.includes(secret)), "a secret was written");
}
