/** What the engine does with sets and single passwords, in little: it keeps a state, and each command is a new process. */
import assert from "node:assert/strict";
import type { SimulatorOptions } from "mysafe-simulator";
import { type CheckRefusal, callerKey, refusalsKey } from "../../../provider/src/dynamic/callerInfo";
import { pack } from "../../../provider/src/dynamic/packedList";
import { createRunContext, type RunContext } from "../../../provider/src/lifecycle/context";
import { createLifecycle } from "../../../provider/src/lifecycle/lifecycle";
import { createSetLifecycle } from "../../../provider/src/lifecycle/setLifecycle";
import type { Properties } from "../../../provider/src/lifecycle/state";
import type { Settings } from "../../../provider/src/settings/settings";
import { ResourceInitError } from "../../../provider/src/shared/errors";
import { now } from "./lifecycle";
import { type Opened, open } from "./vault";

/** What a program declares, by name: a set where it has `identifiers`, else a single password. */
export type Program = Record<string, Properties>;

/** What is kept of one resource. */
export interface Kept {
    id: string;
    inputs: Properties;
    outputs: Properties;
    /** It was left unfinished. */
    isTainted?: boolean;
}

/** How a command ended. */
export interface Ended {
    /** What was refused, in the engine's words for it where it has any, and what failed. */
    problems: string[];
    /** What each resource's step was: `create`, `update`, `same`, `delete`. */
    steps: Record<string, string>;
    /** What was told meanwhile. */
    told: string[];
    /** The requests that the vault met, such as `disable 312`, but for the token's. */
    requests: string[];
}

type Mode = "preview" | "update";

/** The lifecycles that one process of the engine has. */
export function lifecyclesOf(run: RunContext) {
    return { set: createSetLifecycle(run), single: createLifecycle(run) };
}

/** As properties come through the engine: what is undefined must not be in them. */
function overTheWire<T extends object>(properties: T): T {
    const visit = (value: unknown): void => {
        assert.notEqual(value, undefined);
        if (typeof value === "object" && value !== null) {
            Object.values(value).forEach(visit);
        }
    };
    visit(properties);
    return structuredClone(properties);
}

/** A stack in front of a simulator. */
export class SetStack {
    readonly state = new Map<string, Kept>();
    readonly shown: string[] = [];
    /** Changes for the commands that come. */
    changes: Partial<Settings> = {};
    now = () => now;
    /** How the engine puts the keys of a set's identifiers. */
    engineOrder: (keys: string[]) => string[] = (keys) => keys;

    constructor(readonly opened: Opened) {}

    /** A new process of the engine. */
    run(): RunContext {
        const { settings, vault, told } = this.opened;
        return createRunContext({
            settings: () => ({ ...settings, ...this.changes }),
            vault: () => vault,
            now: () => this.now(),
            tell: (line) => told.push(line),
            show: (line) => this.shown.push(line),
        });
    }

    /** `pulumi preview`. */
    preview(program: Program): Promise<Ended> {
        return this.#running(program, "preview");
    }

    /** `pulumi up --skip-preview`. */
    update(program: Program): Promise<Ended> {
        return this.#running(program, "update");
    }

    /** `pulumi up`, whose preview must be well. */
    async up(program: Program): Promise<Ended> {
        assert.deepEqual((await this.preview(program)).problems, []);
        return this.update(program);
    }

    /** `pulumi refresh`; saves what does not fail. */
    refresh(): Promise<Ended> {
        return this.#command(async (ended, lifecycles) => {
            for (const [name, kept] of this.state) {
                try {
                    const { id, props, inputs } = await of(lifecycles, kept.outputs).read(kept.id, kept.outputs);
                    if (id === "") {
                        this.state.delete(name);
                    } else {
                        this.state.set(name, { id, outputs: overTheWire(props), inputs: inputs ?? kept.inputs });
                    }
                } catch (error) {
                    ended.problems.push((error as Error).message);
                }
            }
        });
    }

    /** `pulumi destroy`. */
    destroy(): Promise<Ended> {
        return this.#command((ended, lifecycles) => this.#letGo([...this.state.keys()], ended, lifecycles));
    }

    /** What is kept of the first resource, which must be there. */
    get only(): Kept {
        const [kept] = this.state.values();
        assert.ok(kept, "nothing is kept");
        return kept;
    }

    #running(program: Program, mode: Mode): Promise<Ended> {
        return this.#command(async (ended, lifecycles) => {
            const underWay: Promise<void>[] = [];
            for (const [number, [name, args]] of Object.entries(program).entries()) {
                const step = await this.#registered(name, args, { run: mode, number, name }, ended, lifecycles);
                // As the engine does it: a step is under way while the next resource is checked.
                underWay.push(step());
            }
            await Promise.all(underWay);
            const gone = [...this.state.keys()].filter((name) => !(name in program));
            if (mode === "update" && ended.problems.length === 0) {
                await this.#letGo(gone, ended, lifecycles);
            }
        });
    }

    /** Checks a resource, and compares it with what is kept; gives what is to be done. */
    async #registered(name: string, args: Properties, mark: object, ended: Ended, lifecycles: Lifecycles) {
        const lifecycle = of(lifecycles, args);
        const kept = this.state.get(name);
        const nothing = async () => {};
        const news = { ...args, [callerKey]: mark };
        const { inputs: checked, failures } = await lifecycle.check(kept?.inputs ?? {}, news);
        const { [refusalsKey]: refusals, ...inputs } = overTheWire(checked);
        ended.problems.push(...failures.map(({ property, reason }) => `${property}: ${reason}`));
        if (failures.length > 0) {
            return nothing;
        }
        let changes = true;
        try {
            changes =
                kept === undefined ||
                (await lifecycle.diff(kept.id, kept.outputs, this.#reordered(overTheWire(checked)))).changes ||
                kept.isTainted === true;
        } catch (error) {
            ended.problems.push((error as Error).message);
            return nothing;
        }
        ended.steps[name] = kept === undefined ? "create" : changes ? "update" : "same";
        ended.problems.push(...(changes ? ((refusals ?? []) as CheckRefusal[]).map(({ problem }) => problem) : []));
        if ((mark as { run: Mode }).run === "preview" || !changes) {
            return nothing;
        }
        return async () => {
            try {
                if (kept === undefined) {
                    const { id, outs } = await lifecycle.create(inputs);
                    this.state.set(name, { id, inputs, outputs: overTheWire({ ...outs, kind: kindOf(args) }) });
                } else {
                    const { outs } = await lifecycle.update(kept.id, kept.outputs, inputs);
                    const outputs = overTheWire({ ...outs, kind: kindOf(args) });
                    this.state.set(name, { id: kept.id, inputs, outputs });
                }
            } catch (error) {
                ended.problems.push((error as Error).message);
                if (error instanceof ResourceInitError && error.id !== undefined) {
                    const outputs = overTheWire({ ...error.properties, kind: kindOf(args) });
                    // An update that is left unfinished keeps the inputs of before.
                    this.state.set(name, { id: error.id, inputs: kept?.inputs ?? inputs, outputs, isTainted: true });
                }
            }
        };
    }

    #reordered({ identifiers, ...others }: Properties): Properties {
        if (typeof identifiers !== "object" || identifiers === null) {
            return identifiers === undefined ? others : { ...others, identifiers };
        }
        const all = identifiers as Record<string, unknown>;
        return {
            ...others,
            identifiers: Object.fromEntries(this.engineOrder(Object.keys(all)).map((key) => [key, all[key]])),
        };
    }

    async #letGo(names: string[], ended: Ended, lifecycles: Lifecycles): Promise<void> {
        for (const name of names) {
            const { id, outputs } = this.state.get(name) as Kept;
            try {
                await of(lifecycles, outputs).delete(id, outputs);
                this.state.delete(name);
                ended.steps[name] = "delete";
            } catch (error) {
                ended.problems.push((error as Error).message);
            }
        }
    }

    async #command(act: (ended: Ended, lifecycles: Lifecycles) => Promise<void>): Promise<Ended> {
        const { told, simulator } = this.opened;
        const ended: Ended = { problems: [], steps: {}, told: [], requests: [] };
        const [toldBefore, met] = [told.length, simulator.requests.length];
        await act(ended, lifecyclesOf(this.run()));
        ended.told = told.slice(toldBefore);
        ended.requests = simulator.requests
            .slice(met)
            .filter(({ route }) => route !== "token")
            .map(({ route, identifier }) => [route, identifier].join(" ").trim());
        return ended;
    }
}

type Lifecycles = ReturnType<typeof lifecyclesOf>;

function kindOf(args: Properties): string {
    return "identifiers" in args ? "set" : "single";
}

/** The lifecycle of a set or of a single password. */
function of(lifecycles: Lifecycles, properties: Properties): Lifecycles["single"] {
    const isSet = "identifiers" in properties || properties.kind === "set";
    return (isSet ? lifecycles.set : lifecycles.single) as Lifecycles["single"];
}

/** Starts a simulator, and a stack in front of it. */
export async function beginSet(options?: SimulatorOptions, changes?: Partial<Settings>): Promise<SetStack> {
    return new SetStack(await open(options, changes));
}

/** A program with one set. */
export function setOf(identifiers: unknown, more: Properties = {}): Program {
    return { set: { identifiers: pack(identifiers), ...more } };
}
