/** The forms that run a program on Pulumi's engine. */
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Engine } from "../engine/engine";
import { getLanguageHosts } from "../engine/languageHosts";
import { createStack, type StackOptions } from "../engine/stack";
import { pulumiPlugin } from "../release/programs";
import { type Door, setDoor } from "../tests/support/doors";
import { javascriptProject } from "../tests/support/packedProject";
import type { FormName, Operation } from "./forms";
import { javascriptHost } from "./javascriptHost";
import { releasedProgram } from "./releasedProgram";
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
    const { folder: hosts } = await getLanguageHosts();
    const folders = [host, nodeFolder, engine.folder, hosts, process.env.PATH].filter((one) => one !== undefined);
    return { engine, path: folders.join(delimiter) };
}

/** A program, with its language and its additional environment. */
interface Program {
    program: string;
    door?: Door;
    runtime?: StackOptions["runtime"];
    env?: Record<string, string>;
}

/** Makes the engine write its state once, at the end. */
const noCheckpoints = { PULUMI_SKIP_CHECKPOINTS: "1" };

const programs: Partial<Record<FormName, Program>> = {
    "single-no-checkpoints": { program: "single", env: noCheckpoints },
    plugin: { program: "single", door: "plugin" },
    "plugin-no-checkpoints": { program: "single", door: "plugin", env: noCheckpoints },
    "plugin-yaml": { program: "yaml", door: "plugin", runtime: "yaml", env: noCheckpoints },
    "set-plugin-yaml": { program: "yaml-set", door: "plugin", runtime: "yaml" },
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
    const { program, door = "dynamic", runtime, env = {} }: Program = programs[form] ?? { program: form };
    setDoor(door);
    const { folder } = await javascriptProject();
    const place = runtime === "yaml" ? writeYaml(folder, program, vault.size) : placeProgram(folder, program);
    const stack = await createStack({
        program: place,
        plugins: door === "plugin" ? { mysafe: (await releasedProgram(pulumiPlugin)).folder } : {},
        project: "bench",
        engine: tools.engine,
        env: { ...env, BENCH_SIZE: String(vault.size), PATH: tools.path },
        // The programs are JavaScript.
        runtime: runtime ?? { name: "nodejs", options: { typescript: false } },
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

/** Writes a YAML program with a set or with a resource for each password. Returns its folder. */
function writeYaml(folder: string, program: string, size: number): string {
    const place = join(folder, "programs", `${program}-${size}`);
    mkdirSync(place, { recursive: true });
    const identifiers = Array.from({ length: size }, (_, index) => String(index + 1));
    const resources =
        program === "yaml-set"
            ? { leavers: { type: "mysafe:PasswordDisablementSet", properties: { identifiers } } }
            : Object.fromEntries(
                  identifiers.map((identifier) => [
                      `leaver-${identifier}`,
                      { type: "mysafe:PasswordDisablement", properties: { identifier } },
                  ]),
              );
    writeFileSync(join(place, "Main.yaml"), JSON.stringify({ resources }));
    return place;
}
