/** The SDK's store of one program run (its `runtime/state.ts`), shared by all copies of the SDK in a process. */
interface SdkGlobals {
    asyncLocalStorage?: { getStore(): object | undefined };
    globalStore?: object;
}

/** The values of each program run. All copies of this package in a process share them, as they share a provider. */
const shared = globalThis as { [key: symbol]: WeakMap<object, Map<string, unknown>> | undefined };
const storesKey = Symbol.for("pulumi-mysafe.perProgramRun.1");
const stores = shared[storesKey] ?? new WeakMap<object, Map<string, unknown>>();
shared[storesKey] = stores;

/** Returns the SDK's store of the current program run; undefined before the SDK is loaded. */
export function sdkStore(): object | undefined {
    const { asyncLocalStorage, globalStore } = globalThis as SdkGlobals;
    return asyncLocalStorage?.getStore() ?? globalStore;
}

/**
 * Returns a value of the current program run, created at first use. The Automation API runs inline programs in one
 * process, each with an SDK store of its own.
 */
export function perProgramRun<T>(key: string, create: () => T): T {
    const store = sdkStore() ?? globalThis;
    const values = stores.get(store) ?? new Map<string, unknown>();
    stores.set(store, values);
    if (!values.has(key)) {
        values.set(key, create());
    }
    return values.get(key) as T;
}
