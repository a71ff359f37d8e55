import { Vault } from "../client/vault";
import { createContext, type RunContext } from "../lifecycle/context";
import type { Entries, Entry } from "../lifecycle/entries";
import { createErrorTexts } from "../lifecycle/errorTexts";
import type { Host, Lifecycle } from "../lifecycle/host";
import { createLifecycle } from "../lifecycle/lifecycle";
import type { ResourceType } from "../lifecycle/resourceTypes";
import { createArgumentReader } from "../settings/argumentReader";
import type { Log } from "../shared/log";
import { hasUnknown, type Properties } from "../shared/properties";
import { isOfWholeRun } from "./diagnostics";
import { toAttribute } from "./names";

/** One configured provider, in one walk of a command: Terraform starts a process for each plan and for each apply. */
export interface ProviderRun {
    context: RunContext;
    log: Log;
    /** True where a plan does not know all settings yet, so that it cannot ask the vault. */
    isUnknown: boolean;
    lifecycleOf(type: ResourceType): Lifecycle;
    /** Returns `"preview"` until Terraform applies something: it plans a resource once more before. */
    phase(): "preview" | "update";
    markApply(): void;
    /** True after an error that concerns the whole run. It stands at one resource, and the others ask no more. */
    hasFailed(): boolean;
    /** Records an error, once. Returns false where it concerns the whole run and is not the first such. */
    isFirstFailure(error: unknown): boolean;
    /** Returns the message of an error of an apply. In an outage only the first has cause and solution. */
    describe(error: Error): string;
    /** Passwords that a planned destroy enables. */
    released: Set<string>;
    /** Keeps the entries of a resource that a replacement destroys: its create continues from them. */
    keepEntries(type: ResourceType, entries: Entries): void;
    /** Returns the kept entries of these identifiers. */
    keptEntries(type: ResourceType, identifiers: Iterable<string>): Map<string, Entry>;
}

/** Creates the run of a configured provider. */
export function createRun(host: Omit<Host, "config">, configuration: Properties): ProviderRun {
    const { log, signal } = host;
    const config = createArgumentReader(configuration, toAttribute);
    const kept = new Map<string, Entry>();
    let isApply = false;
    let failure: unknown;
    const context = createContext(
        { ...host, config },
        (settings) => new Vault(settings, { log, signal, isPreview: () => !isApply }),
    );
    const keyOf = ({ kind }: ResourceType, identifier: string) => `${kind.noun} ${identifier}`;

    return {
        context,
        log,
        isUnknown: hasUnknown(configuration),
        lifecycleOf: ({ kind, codec }) => createLifecycle(context, kind, codec),
        phase: () => (isApply ? "update" : "preview"),
        markApply() {
            isApply = true;
        },
        hasFailed: () => failure !== undefined,
        isFirstFailure(error) {
            if (!isOfWholeRun(error)) {
                return true;
            }
            const isFirst = failure === undefined;
            failure ??= error;
            return isFirst;
        },
        describe: createErrorTexts(),
        released: new Set(),
        keepEntries(type, entries) {
            for (const [identifier, entry] of entries) {
                kept.set(keyOf(type, identifier), entry);
            }
        },
        keptEntries(type, identifiers) {
            const entries = [...identifiers].map((one) => [one, kept.get(keyOf(type, one))] as const);
            return new Map(entries.filter((pair): pair is [string, Entry] => pair[1] !== undefined));
        },
    };
}
