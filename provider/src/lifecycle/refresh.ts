import { VaultError } from "../shared/errors";
import { type BatchFailure, failuresIn, identifiersByValue, runBatch } from "./batch";
import type { RunContext } from "./context";
import type { Entries, Entry } from "./entries";
import { describePasswords, itOrThem } from "./messages";

/** The entries as the vault has them now. */
export interface Refreshed {
    entries: Map<string, Entry>;
    failures: BatchFailure[];
}

/** Looks up whether passwords are still inactive, without reading their secrets. */
export async function refreshAll(context: RunContext, before: Entries): Promise<Refreshed> {
    // 1. Ask the vault about each password.
    const results = await runBatch(context, "looking up", [...before.keys()], async (identifier) => {
        try {
            return (await context.vault().isInactive(identifier)) ? "inactive" : "active";
        } catch (error) {
            if (error instanceof VaultError && error.code === 1005) {
                return "missing";
            }
            throw error;
        }
    });

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

    // 3. Report what has changed, unless the refresh failed.
    const failures = failuresIn(results);
    if (failures.length === 0) {
        reportMissing(context, identifiersByValue(results, "missing"));
        const active = identifiersByValue(results, "active");
        reportActive(
            context,
            active.filter((identifier) => entries.get(identifier)?.status === "active"),
        );
    }
    return { entries, failures };
}

function reportMissing({ log }: RunContext, identifiers: readonly string[]): void {
    if (identifiers.length > 0) {
        const leaves = describePasswords(identifiers, "password", ["leaves", "leave"]);
        const them = itOrThem(identifiers);
        log.info(`${leaves} the stack's state: the vault no longer has ${them}. Remove ${them} from the program.`);
    }
}

function reportActive({ log }: RunContext, identifiers: readonly string[]): void {
    if (identifiers.length > 0) {
        const were = describePasswords(identifiers, "password", ["was", "were"]);
        log.info(`${were} re-enabled in the vault. \`pulumi up --refresh\` disables ${itOrThem(identifiers)} again.`);
    }
}
