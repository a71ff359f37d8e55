/** Stacks with disabled passwords for stories about destroys and resource options. */
import assert from "node:assert/strict";
import type { Simulator, SimulatorOptions } from "mysafe-simulator";
import type { PulumiRun, Stack, StackOptions } from "../../../engine/stack";
import { writeProgram } from "../../support/packedProject";
import { type Declared, succeeded, withVaultAndStack } from "../../support/story";

/** The arguments and `options` of each resource. `deletedWith` is the name of an earlier one. */
export type DeclaredWithOptions = Record<string, Declared[string] & { options?: Record<string, unknown> }>;

const programWithOptions = `
const pulumi = require("@pulumi/pulumi");
const { PasswordDisablement } = require("pulumi-mysafe");
const made = {};
for (const [name, { options = {}, ...args }] of Object.entries(new pulumi.Config("test").requireObject("declare"))) {
    const deletedWith = options.deletedWith ? { deletedWith: made[options.deletedWith] } : {};
    made[name] = new PasswordDisablement(name, args, { ...options, ...deletedWith });
}
`;

/** Returns the folder of the program. */
export function optionsProgram(): Promise<string> {
    return writeProgram("with-options", programWithOptions);
}

/** Creates a vault and a stack that declares passwords with resource options, and runs nothing yet. */
export async function withDeclared(
    declared: DeclaredWithOptions,
    use: (vault: Simulator, stack: Stack) => Promise<void>,
    { config, ...options }: SimulatorOptions & Pick<StackOptions, "config"> = {},
): Promise<void> {
    const stackOptions = {
        program: await optionsProgram(),
        config: { ...config, "test:declare": JSON.stringify(declared) },
    };
    await withVaultAndStack(options, stackOptions, use);
}

/** Creates the same and runs a first up. */
export function withDisabled(
    declared: DeclaredWithOptions,
    use: (vault: Simulator, stack: Stack) => Promise<void>,
    options?: Parameters<typeof withDeclared>[2],
): Promise<void> {
    return withDeclared(
        declared,
        async (vault, stack) => {
            succeeded(await stack.up("--skip-preview"));
            await use(vault, stack);
        },
        options,
    );
}

/** Runs `pulumi destroy` without its preview. */
export function destroy(stack: Stack, ...args: string[]): Promise<PulumiRun> {
    return stack.destroy("--skip-preview", ...args);
}

/** Returns the result of an action and its requests, such as `enable 312`. */
export async function during<T>(vault: Simulator, act: () => Promise<T>): Promise<[T, string[]]> {
    const before = vault.requests.length;
    const result = await act();
    return [result, vault.requests.slice(before).map(({ route, identifier }) => [route, identifier].join(" ").trim())];
}

/** Asserts that exactly these of the seeded passwords 312 to 315 are active. */
export function assertActive(vault: Simulator, ...identifiers: number[]): void {
    const active = vault.passwords().filter((password) => password.active && /^31\d$/.test(`${password.identifier}`));
    assert.deepEqual(
        active.map(({ identifier }) => identifier),
        identifiers,
    );
}
