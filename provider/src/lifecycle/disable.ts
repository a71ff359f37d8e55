import type { ObjectKind } from "../client/kinds";
import { UnconfirmedError } from "../shared/errors";
import { type BatchResult, runBatch } from "./batch";
import type { RunContext } from "./context";
import { type Entries, type Entry, formatTime } from "./entries";

/** Disables passwords, notes or API secrets, and returns the new entry of each. */
export async function disableAll(
    context: RunContext,
    kind: ObjectKind,
    identifiers: readonly string[],
    before: Entries,
): Promise<BatchResult<Entry>[]> {
    // The vault can leave inactive passwords out of its list, so the list comes first.
    if (identifiers.some((identifier) => before.get(identifier)?.name === undefined)) {
        await readNames(context, kind);
    }
    return runBatch(context, "disabling", identifiers, async (identifier) => {
        const known = before.get(identifier);
        const next = nextEntry(context, kind, identifier, known);
        const outcome = await context.vault().disable(identifier, kind, next.name);
        if (kind.canListReadEnable) {
            context.presence.markFound();
        }
        const now = formatTime(context.now());
        if (known?.outcome === undefined) {
            // Named parts and no spread, since a set makes thousands of these.
            const { name, vaultUrl, driftCorrections } = next;
            return { status: "inactive", name, outcome, disabledAt: now, vaultUrl, driftCorrections };
        }
        // The first confirmation is the evidence, and stays. A missing password can be back as it was.
        const isSame = known.status === "missing" && outcome === "already-inactive";
        return { ...known, ...next, status: "inactive", ...(isSame ? {} : { lastDisabledAt: now }) };
    });
}

/** Reads the names that a state keeps, once in a run. */
export async function readNames(context: RunContext, kind: ObjectKind): Promise<void> {
    if (kind.canListReadEnable && context.settings().keepNames) {
        await context.lookups.readNames();
    }
}

/** Returns the entries after a batch of {@link disableAll}. Those that failed or were not attempted keep what was known. */
export function applyResults(
    context: RunContext,
    kind: ObjectKind,
    before: Entries,
    results: readonly BatchResult<Entry>[],
) {
    const entries = new Map(before);
    for (const result of results) {
        const { identifier } = result;
        if (result.error === undefined) {
            entries.set(identifier, result.value);
            continue;
        }
        const known = before.get(identifier);
        // The next update disables a missing password in any case, so it stays missing.
        if (result.attempted && result.error instanceof UnconfirmedError && known?.status !== "missing") {
            entries.set(identifier, {
                ...known,
                ...nextEntry(context, kind, identifier, known),
                status: "unconfirmed",
            });
        }
    }
    return entries;
}

/** Returns what each request to disable changes in an entry. Sending the request counts the drift. */
function nextEntry(
    context: RunContext,
    kind: ObjectKind,
    identifier: string,
    known: Entry | undefined,
): Omit<Entry, "status"> {
    const corrections = known?.driftCorrections ?? 0;
    return {
        name: known?.name ?? context.lookups.nameOf(identifier, kind),
        vaultUrl: context.settings().url,
        driftCorrections: known?.status === "active" ? corrections + 1 : corrections,
    };
}
