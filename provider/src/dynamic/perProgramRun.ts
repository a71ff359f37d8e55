/** Where the SDK keeps what belongs to one run (its `runtime/state.ts`); the same for all copies of it in a process. */
interface SdkGlobals {
    asyncLocalStorage?: { getStore(): object | undefined };
    globalStore?: object;
}

const runs = new WeakMap<object, Map<string, unknown>>();

/**
 * What a run of a program has by this name, made when it is first asked for. The Automation API has inline programs run
 * in one process, each with a store of the SDK's own.
 */
export function perProgramRun<T>(name: string, make: () => T): T {
    const { asyncLocalStorage, globalStore } = globalThis as SdkGlobals;
    const store = asyncLocalStorage?.getStore() ?? globalStore ?? globalThis;
    const known = runs.get(store) ?? new Map<string, unknown>();
    runs.set(store, known);
    if (!known.has(name)) {
        known.set(name, make());
    }
    return known.get(name) as T;
}
