import { RunError } from "@pulumi/pulumi";
import type { SimulatorOptions } from "mysafe-simulator";
import { runInlineProgram } from "./inlineProgram";
import { logged, programEnded } from "./mockEngine";
import { start } from "./vault";

/** Starts a vault, and returns it with a function that runs a program and returns its result and warnings. */
export async function startSearchVault(options?: SimulatorOptions) {
    const vault = await start(options);
    const config: Record<string, string> = {
        "mysafe:url": vault.url,
        "mysafe:clientId": vault.clientId,
        "mysafe:clientSecret": vault.clientSecret,
    };
    async function run<T>(program: () => Promise<T>, changes: Record<string, string> = {}): Promise<[T, string[]]> {
        let result: T | undefined;
        const warnings = await logged("warn", async () => {
            result = await runInlineProgram(program, { ...config, ...changes });
            await programEnded();
        });
        return [result as T, warnings];
    }
    return { vault, run };
}

/** Returns the error of a search, and asserts that it has no stack trace, which the SDK would print. */
export async function searchError(promise: Promise<unknown>): Promise<Error> {
    try {
        await promise;
    } catch (error) {
        if (RunError.isInstance(error) && error.stack === error.message) {
            return error;
        }
        throw error;
    }
    throw new Error("the search does not fail");
}

/** Returns the identifiers in the result of a search. */
export function identifiersOf(found: readonly { identifier: number }[]): number[] {
    return found.map(({ identifier }) => identifier);
}
