/** States of earlier versions, as `pulumi stack export` wrote them, without traces of the machine. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import type { Simulator } from "mysafe-simulator";
import type { ExportedResource, Stack, StackOptions } from "../../engine/stack";
import type { Declared } from "./story";

/** The folder with a file for each kept state. Those of sets are in `sets/`. */
export const statesFolder = join(__dirname, "..", "fixtures", "states");

/** The placeholder for the vault's URL in a fixture. */
const vaultPlaceholder = "http://vault.invalid";

/** A kept state. */
export interface KeptState {
    /** The file's name without its extension, with the version and the special case. */
    name: string;
    text: string;
    /** The resources of this package. */
    resources: ExportedResource[];
}

/** Returns every kept state of single passwords or of sets, by name. */
export function keptStates(of: "." | "sets" = "."): KeptState[] {
    const folder = join(statesFolder, of);
    const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
    return files.sort().map((file) => {
        const text = readFileSync(join(folder, file), "utf8");
        const all: ExportedResource[] = JSON.parse(text).deployment.resources;
        const resources = all.filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/mysafe:"));
        return { name: file.replace(/\.json$/, ""), text, resources };
    });
}

/**
 * Returns the settings of a stack whose state a test keeps. The secret comes from the environment, because the engine
 * saves the stack configuration in the state.
 */
export function keptSettings(vault: Simulator): Pick<StackOptions, "config" | "env"> {
    return {
        config: { "mysafe:url": vault.url, "mysafe:clientId": vault.clientId },
        env: { SENHASEGURA_CLIENT_SECRET: vault.clientSecret },
    };
}

/** Writes a stack's state to a fixture. @throws AssertionError if it contains a secret or a path of this machine. */
export async function keepState(name: string, stack: Stack, vault: Simulator): Promise<string> {
    const { stdout } = await stack.expect(["stack", "export"]);
    const state = JSON.parse(
        stdout
            .replaceAll(vault.url, vaultPlaceholder)
            .replaceAll(/project:\/\/\/[^"#]*?\/(?=(?:node_modules|programs)\/)/g, "project:///"),
    );
    // The state has no encrypted values, so it needs no key.
    delete state.deployment.secrets_providers;
    const text = `${JSON.stringify(state, null, 4)}\n`;
    const secrets = [vault.clientSecret, ...vault.issuedTokens, ...vault.passwords().map(({ secret }) => secret)];
    const folders = [homedir(), tmpdir(), stack.folder, join(__dirname, "..", "..")];
    assert.ok(!secrets.some((secret) => text.includes(secret)), `${name} has a secret`);
    assert.deepEqual(
        folders.filter((folder) => text.includes(folder)),
        [],
    );
    assertNeutral(text);
    const file = join(statesFolder, `${name}.json`);
    writeFileSync(file, text);
    return file;
}

/** Fails if a kept state contains an encrypted value, or an address or folder of a machine. */
export function assertNeutral(text: string): void {
    assert.doesNotMatch(text, /ciphertext|secrets_providers|cs-[0-9a-f]{8}|tok-[0-9a-f]{8}|"pw-/);
    assert.doesNotMatch(text, /127\.0\.0\.1|localhost|file:|\.\.\/|[A-Z]:[\\/]|\/(home|root|Users|tmp|var|private)\//);
}

/** Imports a kept state into a new stack, with the URL of the running vault. */
export async function importState(stack: Stack, { text }: KeptState, vault: Simulator): Promise<void> {
    const file = join(stack.folder, "kept.json");
    writeFileSync(file, text.replaceAll(vaultPlaceholder, vault.url));
    await stack.expect(["stack", "import", "--file", file]);
}

/** Returns the inputs of each resource in a kept state, without the provider text. */
export function declaredIn<Args = Declared[string]>({ resources }: KeptState): Record<string, Args> {
    return Object.fromEntries(
        resources.map(({ urn, inputs: { __provider, ...declared } }) => [urn.split("::").at(-1), declared as Args]),
    );
}
