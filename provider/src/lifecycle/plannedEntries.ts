import type { ObjectKind } from "../client/kinds";
import { unknownValue } from "../shared/properties";
import type { DesiredStatuses } from "./codec";
import type { RunContext } from "./context";
import type { Entries, Entry } from "./entries";

/**
 * Returns the entries after an update. Facts that only a response gives are {@link unknownValue}.
 *
 * @param due The identifiers that the update disables.
 */
export function planEntries(
    context: RunContext,
    kind: ObjectKind,
    desired: DesiredStatuses,
    due: readonly string[],
    before: Entries,
): Entries {
    const entries = new Map([...before].filter(([identifier]) => desired.has(identifier)));
    for (const identifier of due) {
        entries.set(identifier, planEntry(context, kind, before.get(identifier)));
    }
    return entries;
}

function planEntry(context: RunContext, kind: ObjectKind, known: Entry | undefined): Entry {
    const { url, keepNames } = context.settings();
    const corrections = known?.driftCorrections ?? 0;
    const isConfirmed = known?.outcome !== undefined;
    const planned = {
        status: "inactive",
        name: known?.name ?? (kind.canListReadEnable && keepNames ? unknownValue : undefined),
        outcome: known?.outcome ?? unknownValue,
        disabledAt: isConfirmed ? known.disabledAt : unknownValue,
        lastDisabledAt: isConfirmed ? unknownValue : undefined,
        vaultUrl: url,
        driftCorrections: known?.status === "active" ? corrections + 1 : corrections,
    };
    return planned as Entry;
}
