import { failuresIn, identifiersByValue, runBatch, unlessMissing } from "./batch";
import type { RunContext } from "./context";
import type { Entries } from "./entries";
import { itOrThem, logAbout, subjectAndVerb } from "./messages";

/** Looks up whether passwords are still inactive, without reading their secrets. Returns the entries as they are now. */
export async function refreshAll(context: RunContext, before: Entries) {
    // 1. Ask the vault about each password.
    const { log } = context;
    const results = await runBatch(context, "looking up", [...before.keys()], (identifier) =>
        unlessMissing(async () => ((await context.vault().isInactive(identifier)) ? "inactive" : "active")),
    );

    // 2. Update the entries. Only an update settles one that is unconfirmed.
    const entries = new Map(before);
    for (const result of results) {
        const entry = before.get(result.identifier);
        if (result.error !== undefined || entry === undefined) {
            continue;
        }
        if (result.value === "missing") {
            entries.delete(result.identifier);
        } else if (entry.status !== "unconfirmed") {
            entries.set(result.identifier, { ...entry, status: result.value });
        }
    }

    // 3. Report the changes, unless the refresh failed.
    const failures = failuresIn(results);
    if (failures.length === 0) {
        logAbout(identifiersByValue(results, "missing"), log.info, (all) => {
            const leaves = subjectAndVerb(all, "password", ["leaves", "leave"]);
            const them = itOrThem(all);
            return `${leaves} the stack's state: the vault no longer has ${them}. Remove ${them} from the program.`;
        });
        const active = identifiersByValue(results, "active").filter((one) => entries.get(one)?.status === "active");
        logAbout(active, log.info, (all) => {
            const were = subjectAndVerb(all, "password", ["was", "were"]);
            return `${were} re-enabled in the vault. \`pulumi up --refresh\` disables ${itOrThem(all)} again.`;
        });
    }
    return { entries, failures };
}
