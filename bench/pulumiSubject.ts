/** The forms that run a program on Pulumi's engine. */
import { cpSync, mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Engine } from "../engine/engine";
import { createStack } from "../engine/stack";
import { javascriptProject } from "../tests/support/packedProject";
import type { FormName, Operation } from "./forms";
import { javascriptHost } from "./javascriptHost";
import { type Subject, sizeOf } from "./subject";
import type { Vault } from "./vault";

/** The engine and the PATH of the programs. */
export interface PulumiTools {
    engine: Engine;
    /** PATH with a language host, Node and the engine first. */
    path: string;
}

/** Returns the tools that run the programs, with the Node of a folder. */
export async function pulumiTools(engine: Engine, nodeFolder: string): Promise<PulumiTools> {
    const { folder } = await javascriptProject();
    const host = javascriptHost(engine.folder, join(folder, "host"));
    const folders = [host, nodeFolder, engine.folder, process.env.PATH].filter((one) => one !== undefined);
    return { engine, path: folders.join(delimiter) };
}

/** The program of each form and its additional environment, by the folder of the packed package. */
const programs: Partial<Record<FormName, { program: string; env?: (folder: string) => Record<string, string> }>> = {
    set: { program: "set" },
    single: { program: "single" },
    "single-no-checkpoints": { program: "single", env: () => ({ PULUMI_SKIP_CHECKPOINTS: "1" }) },
    closure: { program: "closure" },
};

/** Turns prompts, progress dots and colours off, as in a pipeline. */
const plain = ["--non-interactive", "--suppress-progress", "--color", "never"];

const commands: Record<Operation, string[]> = {
    up: ["up", "--yes"],
    preview: ["preview", "--expect-no-changes"],
    refresh: ["refresh", "--yes"],
    destroy: ["destroy", "--yes"],
};

/** Creates a stack of a form's program, connected to a vault. The program uses the packed package, as a user's does. */
export async function pulumiSubject(form: FormName, vault: Vault, tools: PulumiTools): Promise<Subject> {
    const { program, env = () => ({}) } = programs[form] ?? { program: form };
    const { folder } = await javascriptProject();
    const stack = await createStack({
        program: placeProgram(folder, program),
        project: "bench",
        engine: tools.engine,
        env: { ...env(folder), BENCH_SIZE: String(vault.size), PATH: tools.path },
        // The programs are JavaScript.
        runtime: { name: "nodejs", options: { typescript: false } },
        config: {
            "mysafe:url": vault.url,
            "mysafe:clientId": vault.clientId,
        },
        secrets: { "mysafe:clientSecret": vault.clientSecret },
    });
    const checkpoint = join(stack.folder, "state", ".pulumi", "stacks", "bench", "dev.json");
    return {
        command: (operation) => ({
            file: "pulumi",
            args: [...commands[operation], ...plain],
            cwd: stack.folder,
            env: stack.env,
        }),
        stateBytes: () => sizeOf(checkpoint),
        remove: () => stack.remove(),
    };
}

/** Copies a program beside the packed package and the SDK. Returns its folder. */
function placeProgram(folder: string, program: string): string {
    const place = join(folder, "programs", program);
    mkdirSync(place, { recursive: true });
    cpSync(join(__dirname, "programs", program), place, { recursive: true });
    return place;
}
