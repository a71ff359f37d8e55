import type { Properties } from "./dynamicProvider";
import type { Declaration } from "./program";
import { runProgram } from "./runProgram";

/** What a program is run for. */
export type Mode = "preview" | "update";

const collected: Record<Mode, Declaration[]> = { preview: [], update: [] };
const runs: Partial<Record<Mode, { inputs: Promise<Properties[]>; count: number }>> = {};

/** Two programs on a busy machine. */
const programTimeoutMs = 60_000;

/**
 * Declares passwords in a real program. To be called in `describe`: the declarations of all specs are one program, run
 * once for a preview and once for an update, before the first test that has any.
 *
 * @returns The inputs that the program registers for them, raw, as the engine hands them to the provider's `check`.
 */
export function declaredAll(mode: Mode, declarations: Declaration[]): () => Promise<Properties[]> {
    const from = collected[mode].length;
    collected[mode].push(...declarations);
    const inputs = async () => {
        const registered = await inputsOf(mode);
        // Copies, so that no test changes what another one sees.
        return structuredClone(registered.slice(from, from + declarations.length));
    };
    before(async function () {
        this.timeout(programTimeoutMs);
        await inputs();
    });
    return inputs;
}

/** Runs the program, again where a process that takes one file after another has collected more since. */
function inputsOf(mode: Mode): Promise<Properties[]> {
    const declarations = collected[mode];
    const last = runs[mode];
    if (last?.count === declarations.length) {
        return last.inputs;
    }
    const inputs = runProgram(mode, declarations);
    runs[mode] = { inputs, count: declarations.length };
    return inputs;
}

/** The same for one password. */
export function declared(mode: Mode, declaration: Declaration): () => Promise<Properties> {
    const all = declaredAll(mode, [declaration]);
    return async () => (await all())[0] as Properties;
}
