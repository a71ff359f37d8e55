/** The forms that run a program on Pulumi's engine. */
import { cpSync, mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Engine } from "../engine/engine";
import { createStack } from "../engine/stack";
import { packedProject } from "../tests/support/packedProject";
import type { FormName } from "./forms";
import { javascriptHost } from "./javascriptHost";
import type { Operation } from "./results";
import { type Subject, sizeOf } from "./subject";
import type { Vault } from "./vault";

/** What runs the programs. */
export interface PulumiTools {
    engine: Engine;
    /** The folder of the Node to run them with. */
    nodeFolder: string;
}

/** Which program a form runs, and what it adds to the environment. */
const programs: Partial<Record<FormName, { program: string; env?: Record<string, string>; compileCache?: boolean }>> = {
    set: { program: "set" },
    "set-compile-cache": { program: "set", compileCache: true },
    component: { program: "component" },
    single: { program: "single" },
    "single-no-checkpoints": { program: "single", env: { PULUMI_SKIP_CHECKPOINTS: "1" } },
    closure: { program: "closure" },
};

/** Without questions, progress dots and colours, as a pipeline runs it. */
const plain = ["--non-interactive", "--suppress-progress", "--color", "never"];

const commands: Record<Operation, string[]> = {
    up: ["up", "--yes"],
    preview: ["preview", "--expect-no-changes"],
    refresh: ["refresh", "--yes"],
    destroy: ["destroy", "--yes"],
};

/** Makes a stack of a form's program, beside the packed package as a user has it, connected to a vault. */
export async function pulumiSubject(form: FormName, vault: Vault, tools: PulumiTools): Promise<Subject> {
    const { engine } = tools;
    const { program, env = {}, compileCache = false } = programs[form] ?? { program: form };
    const { folder } = await packedProject(undefined, "javascript");
    const stack = await createStack({
        program: placeProgram(folder, program),
        project: "bench",
        engine,
        env: {
            ...env,
            ...(compileCache ? { NODE_COMPILE_CACHE: join(folder, "compile-cache") } : {}),
            BENCH_SIZE: String(vault.size),
            PATH: pathOf(folder, tools),
        },
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

/** Ours, and the Node and the engine of the run, before all else. */
function pathOf(folder: string, { engine, nodeFolder }: PulumiTools): string {
    const host = javascriptHost(engine.folder, join(folder, "host"));
    return [host, nodeFolder, engine.folder, process.env.PATH].filter((one) => one !== undefined).join(delimiter);
}

/** Copies a program to where the packed package and the SDK are installed; answers its folder. */
function placeProgram(folder: string, program: string): string {
    const place = join(folder, "programs", program);
    mkdirSync(place, { recursive: true });
    cpSync(join(__dirname, "programs", program), place, { recursive: true });
    return place;
}
