import type { ObjectKind } from "../client/kinds";
import { UnconfirmedError } from "../shared/errors";
import { type BatchResult, runBatch } from "./batch";
import type { RunContext } from "./context";
import { type Entries, type Entry, formatTime } from "./entries";

/** Disables passwords, notes or API secrets, and returns the new entry of each. */
export function disableAll(
    context: RunContext,
    kind: ObjectKind,
    identifiers: readonly string[],
    before: Entries,
): Promise<BatchResult<Entry>[]> {
    return runBatch(context, "disabling", identifiers, async (identifier) => {
        const outcome = await context.vault().disable(identifier, kind);
        if (kind.canListReadEnable) {
            context.presence.markFound();
        }
        const confirmed = { outcome, disabledAt: formatTime(context.now()) };
        const evidence = outcome === "already-inactive" ? evidenceOf(before.get(identifier)) : undefined;
        return { ...nextEntry(context, before.get(identifier)), status: "inactive", ...(evidence ?? confirmed) };
    });
}

/** Returns the entries after a batch of {@link disableAll}. Those that failed or were not attempted keep what was known. */
export function applyResults(context: RunContext, before: Entries, results: readonly BatchResult<Entry>[]) {
    const entries = new Map(before);
    for (const result of results) {
        const { identifier } = result;
        if (result.error === undefined) {
            entries.set(identifier, result.value);
            continue;
        }
        const isUnconfirmed = result.attempted && result.error instanceof UnconfirmedError;
        // The next update disables a missing password in any case, so its evidence stays.
        if (isUnconfirmed && evidenceOf(before.get(identifier)) === undefined) {
            entries.set(identifier, { ...nextEntry(context, before.get(identifier)), status: "unconfirmed" });
        }
    }
    return entries;
}

/** Returns outcome and time of a missing password. They stay valid where it is back in the vault and still inactive. */
function evidenceOf(entry: Entry | undefined): Pick<Entry, "outcome" | "disabledAt"> | undefined {
    return entry?.status === "missing" && entry.outcome !== undefined
        ? { outcome: entry.outcome, disabledAt: entry.disabledAt }
        : undefined;
}

/** Returns what an entry keeps through a request to disable it. Sending the request counts the drift. */
function nextEntry(context: RunContext, before: Entry | undefined): Omit<Entry, "status"> {
    const corrections = before?.driftCorrections ?? 0;
    return {
        vaultUrl: context.settings().url,
        driftCorrections: before?.status === "active" ? corrections + 1 : corrections,
    };
}
