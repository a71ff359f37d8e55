/** Runs the program of a picture on a simulated vault and a real Pulumi engine. */
import { join } from "node:path";
import { type Simulator, type SimulatorOptions, startSimulator } from "mysafe-simulator";
import type { Engine } from "../engine/engine";
import { createStack, type Stack } from "../engine/stack";

/** A stack that is connected to a vault. */
export interface PictureRun {
    vault: Simulator;
    stack: Stack;
    /** Returns what no picture may contain: addresses, folders and secrets of this run. */
    details(): string[];
}

/**
 * Starts a vault and a stack of the project "offboarding" for a picture.
 *
 * @param program The folder of the program in `picture/`.
 * @param name The name of the stack.
 */
export async function withPictureRun(
    engine: Engine,
    { program, name, simulator }: { program: string; name: string; simulator?: SimulatorOptions },
    draw: (run: PictureRun) => Promise<void>,
): Promise<void> {
    const vault = await startSimulator(simulator);
    let stack: Stack | undefined;
    try {
        stack = await createStack({
            engine,
            program: join(__dirname, program),
            project: "offboarding",
            name,
            config: { "mysafe:url": vault.url, "mysafe:clientId": vault.clientId },
            secrets: { "mysafe:clientSecret": vault.clientSecret },
        });
        const places = [vault.url, stack.folder, engine.folder];
        const details = () => [
            ...places,
            vault.clientSecret,
            ...vault.issuedTokens,
            ...vault.passwords().map(({ secret }) => secret),
        ];
        await draw({ vault, stack, details });
    } finally {
        stack?.remove();
        await vault.close();
    }
}
