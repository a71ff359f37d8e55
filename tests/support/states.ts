/** States that versions of this package left: kept as `pulumi stack export` wrote them, but for where that was. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import type { Simulator } from "mysafe-simulator";
import type { ExportedResource, Stack, StackOptions } from "../../engine/stack";
import type { Declared } from "./story";

/** The folder of the fixtures: a file for each kept state, those of sets in `sets/`. */
export const statesFolder = join(__dirname, "..", "fixtures", "states");

/** What stands for the vault's URL in a fixture. */
const vaultPlaceholder = "http://vault.invalid";

/** A kept state. */
export interface KeptState {
    /** The file's name without its ending: the version, and what is special about it. */
    name: string;
    text: string;
    /** The resources of our own types. */
    resources: ExportedResource[];
}

/** Every kept state of single passwords, or of sets, by name. */
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
 * The settings of a stack whose state is kept. The engine keeps those of the stack's configuration in the state, so the
 * secret comes from the environment.
 */
export function keptSettings(vault: Simulator): Pick<StackOptions, "config" | "env"> {
    return {
        config: { "mysafe:url": vault.url, "mysafe:clientId": vault.clientId },
        env: { SENHASEGURA_CLIENT_SECRET: vault.clientSecret },
    };
}

/** Keeps a stack's state. @throws AssertionError when it still tells a secret, or where it was made. */
export async function keepState(name: string, stack: Stack, vault: Simulator): Promise<string> {
    const { stdout } = await stack.expect(["stack", "export"]);
    const state = JSON.parse(
        stdout
            .replaceAll(vault.url, vaultPlaceholder)
            .replaceAll(/project:\/\/\/[^"#]*?\/(?=(?:node_modules|programs)\/)/g, "project:///"),
    );
    // Nothing is encrypted, so another stack's key will do.
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

/** Fails when a kept state has anything encrypted, or names an address or a folder of the machine that made it. */
export function assertNeutral(text: string): void {
    assert.doesNotMatch(text, /ciphertext|secrets_providers|cs-[0-9a-f]{8}|tok-[0-9a-f]{8}|"pw-/);
    assert.doesNotMatch(text, /127\.0\.0\.1|localhost|file:|\.\.\/|[A-Z]:[\\/]|\/(home|root|Users|tmp|var|private)\//);
}

/** Gives a new stack a kept state, with the running vault's URL in it. */
export async function importState(stack: Stack, { text }: KeptState, vault: Simulator): Promise<void> {
    const file = join(stack.folder, "kept.json");
    writeFileSync(file, text.replaceAll(vaultPlaceholder, vault.url));
    await stack.expect(["stack", "import", "--file", file]);
}

/** What the program declared whose state was kept: each resource's inputs, but for the provider's text. */
export function declaredIn<Args = Declared[string]>({ resources }: KeptState): Record<string, Args> {
    return Object.fromEntries(
        resources.map(({ urn, inputs: { __provider, ...declared } }) => [urn.split("::").at(-1), declared as Args]),
    );
}
