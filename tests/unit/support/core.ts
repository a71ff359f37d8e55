import type { Caller } from "../../../provider/src/checks/declaration";
import type { Vault } from "../../../provider/src/client/vault";
import { createContext, type RunContext } from "../../../provider/src/lifecycle/context";
import type { Entries, Entry } from "../../../provider/src/lifecycle/entries";
import type { Host, Lifecycle } from "../../../provider/src/lifecycle/host";
import { createLifecycle } from "../../../provider/src/lifecycle/lifecycle";
import { type ResourceType, resourceTypes } from "../../../provider/src/lifecycle/resourceTypes";
import type { Properties } from "../../../provider/src/shared/properties";
import { fakeClock } from "./clock";
import { FakeVault } from "./fakeVault";

export const vaultUrl = "https://vault.example.com";

/** The time of all tests, and its form in states. */
export const now = new Date("2031-05-06T07:08:09.010Z");
export const disabledAt = "2031-05-06T07:08:09Z";

export const preview: Caller = { name: "former-dba", phase: "preview", place: 0 };
export const update: Caller = { ...preview, phase: "update" };

/** The types with the same behaviour for one password and for many. */
export const both = ["PasswordDisablement", "PasswordDisablementSet"] as const;

/** A host without a door, and what it logged. */
export interface Core {
    context: RunContext;
    vault: FakeVault;
    infos: string[];
    warnings: string[];
    statuses: string[];
}

/**
 * Creates the context of a run against a fake vault. By default a state keeps no names, which take a list call.
 *
 * @param config Changes of the configuration, without the prefix `mysafe:`.
 */
export function createCore(config: Record<string, string> = {}, vault = new FakeVault()): Core {
    const values: Record<string, string> = {
        url: vaultUrl,
        clientId: "id",
        clientSecret: "cs-0123",
        keepNames: "false",
        ...config,
    };
    const infos: string[] = [];
    const warnings: string[] = [];
    const statuses: string[] = [];
    const host: Host = {
        log: {
            info: (message) => infos.push(message),
            warn: (message) => warnings.push(message),
            error: (message) => warnings.push(message),
            status: (message) => statuses.push(message),
        },
        signal: new AbortController().signal,
        config: (key) => values[key.replace("mysafe:", "")],
        env: {},
        now: () => now,
    };
    // The client's class has private fields, which no other object can have.
    const context = createContext(host, () => vault as unknown as Vault, fakeClock().sleep);
    return { context, vault, infos, warnings, statuses };
}

/** Creates a run without settings. */
export function createCoreWithoutSettings(): Core {
    return createCore({ url: "", clientId: "", clientSecret: "" });
}

/** Entries by identifier. The default status is inactive. */
export type PartialEntries = Readonly<Record<string, Partial<Entry>>>;

/** One type of resource in a run, with its operations on entries and identifiers. */
export interface Subject extends Core {
    lifecycle: Lifecycle;
    /** Returns the arguments of a program. */
    args(identifiers: readonly unknown[], options?: Properties): Properties;
    /** Returns the inputs after a check. */
    inputs(identifiers: readonly unknown[], options?: Properties): Properties;
    /** Returns a state. */
    outputs(entries: PartialEntries, options?: Properties): Properties;
    /** Returns the entries of a state. */
    entries(outputs: Properties | undefined): Record<string, Entry>;
    diff(olds: Properties, identifiers: readonly unknown[], options?: Properties): ReturnType<Lifecycle["diff"]>;
    create(identifiers: readonly unknown[], options?: Properties): ReturnType<Lifecycle["create"]>;
    read(olds: Properties): ReturnType<Lifecycle["read"]>;
    update(olds: Properties, identifiers: readonly unknown[], options?: Properties): ReturnType<Lifecycle["update"]>;
    delete(olds: Properties): ReturnType<Lifecycle["delete"]>;
}

/** Creates one type of resource in a run. */
export function createSubject(type: keyof typeof resourceTypes, core: Core = createCore()): Subject {
    const { kind, codec }: ResourceType = resourceTypes[type];
    const lifecycle = createLifecycle(core.context, kind, codec);
    const id = "an-id";
    const args = (identifiers: readonly unknown[], options: Properties = {}) =>
        codec.holdsOne ? { identifier: identifiers[0], ...options } : { identifiers, ...options };
    const inputs = (identifiers: readonly unknown[], options?: Properties) =>
        codec.readDeclaration({}, args(identifiers, options), kind).inputs;
    return {
        ...core,
        lifecycle,
        args,
        inputs,
        outputs: (entries, options) => codec.encode(inputs(Object.keys(entries), options), entriesOf(entries)),
        entries: (outputs) => Object.fromEntries(codec.decode(outputs ?? {})),
        diff: (olds, identifiers, options) => lifecycle.diff({ olds, news: inputs(identifiers, options) }),
        create: (identifiers, options) => lifecycle.create({ inputs: inputs(identifiers, options) }),
        read: (olds) => lifecycle.read({ id, olds }),
        update: (olds, identifiers, options) => lifecycle.update({ id, olds, news: inputs(identifiers, options) }),
        delete: (olds) => lifecycle.delete({ id, olds }),
    };
}

/** An entry of a password that this stack disabled. */
export const inactiveEntry: Entry = {
    status: "inactive",
    outcome: "deactivated",
    disabledAt,
    vaultUrl,
    driftCorrections: 0,
};

/** Returns complete entries. */
export function entriesOf(entries: PartialEntries): Entries {
    return new Map(Object.entries(entries).map(([identifier, entry]) => [identifier, { ...inactiveEntry, ...entry }]));
}

/** Returns the error that a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<Error> {
    try {
        await promise;
    } catch (error) {
        return error as Error;
    }
    throw new Error("the promise does not reject");
}

/** Returns the values of some properties of each item as a text, such as `identifiers 2`. */
export function rows<T>(items: readonly T[], ...keys: (keyof T)[]): string[] {
    return items.map((item) => keys.flatMap((key) => (item[key] === undefined ? [] : [String(item[key])])).join(" "));
}

/** Returns identifiers from 1 to a number. */
export function numbers(count: number): string[] {
    return Array.from({ length: count }, (_, index) => String(index + 1));
}
