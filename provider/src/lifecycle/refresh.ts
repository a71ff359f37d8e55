import { words } from "../shared/vocabulary";
import { failuresIn, identifiersByValue, runBatch, unlessMissing } from "./batch";
import type { RunContext } from "./context";
import type { Entries, Entry, Status } from "./entries";
import { describeMissing, itOrThem, logAbout, subjectAndVerb, subjectsOf } from "./messages";
import { requireFound } from "./nothingFound";

/**
 * Looks up whether passwords are still inactive, without reading their secrets. Returns the entries as they are now.
 *
 * @param isAdditive True for an additive set.
 * @throws NothingFoundError when these passwords are missing, and the run finds no other password.
 */
export async function refreshAll(context: RunContext, before: Entries, isAdditive = false) {
    // 1. Ask the vault about each password.
    const { log, presence } = context;
    const results = await presence.duringLookup(() =>
        runBatch(context, "looking up", [...before.keys()], (identifier) =>
            unlessMissing(async () => {
                const isInactive = await context.vault().isInactive(identifier);
                presence.markFound();
                return isInactive ? "inactive" : "active";
            }),
        ),
    );
    const failures = failuresIn(results);

    // 2. Check that the run finds a password.
    const missing = identifiersByValue(results, "missing");
    await requireFound(context, [...before.keys()], missing, before, "refresh");

    // 3. Update the entries.
    const entries = new Map(before);
    for (const result of results) {
        const entry = before.get(result.identifier);
        if (result.error === undefined && entry !== undefined) {
            entries.set(result.identifier, { ...entry, status: statusAfter(entry, result.value) });
        }
    }

    // 4. Report the changes, unless the refresh failed.
    if (failures.length === 0) {
        const about = subjectsOf(entries);
        logAbout(about(missing), log.info, (all) => {
            // An additive set also keeps what the program does not list.
            const advice = isAdditive
                ? "The set keeps the record"
                : `Remove ${itOrThem(all)} from the ${words().program}`;
            return `${describeMissing(all)}. ${advice}.`;
        });
        const active = identifiersByValue(results, "active").filter((one) => entries.get(one)?.status === "active");
        logAbout(about(active), log.info, (all) => `${subjectAndVerb(all, ["was", "were"])} re-enabled in the vault`);
        for (const identifier of active) {
            context.reportedDrift.add(identifier);
        }
    }
    return { entries, failures };
}

/** Returns the status of an entry after a refresh. Only an update settles a password that the vault never confirmed. */
function statusAfter({ status, outcome }: Entry, found: "inactive" | "active" | "missing"): Status {
    const isUnconfirmed = status === "unconfirmed" || (status === "missing" && outcome === undefined);
    return isUnconfirmed && found !== "missing" ? "unconfirmed" : found;
}
