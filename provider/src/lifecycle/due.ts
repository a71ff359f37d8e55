import { GuardError } from "../checks/failure";
import type { ObjectKind } from "../client/kinds";
import type { Properties } from "../shared/properties";
import type { DesiredStatuses, StateCodec } from "./codec";
import type { RunContext } from "./context";
import type { Entries } from "./entries";

/** Returns the identifiers that an update disables. */
export function dueIdentifiers(desired: DesiredStatuses, entries: Entries): string[] {
    return [...desired].flatMap(([identifier, wanted]) => {
        const status = entries.get(identifier)?.status;
        return status === "inactive" || status === wanted ? [] : identifier;
    });
}

/**
 * Refuses passwords that a guard now protects. The inputs of the last run also list passwords that it failed to disable,
 * and `check` skips those.
 *
 * @throws GuardError
 */
export async function requireUnprotected(
    context: RunContext,
    kind: ObjectKind,
    { desiredStatuses, identifierKey: property }: Pick<StateCodec, "desiredStatuses" | "identifierKey">,
    { id, news, before }: { id: string; news: Properties; before: Entries },
): Promise<void> {
    // The check of this run has found duplicates and new passwords already.
    const rest = { kind, property, isNew: false, isDue: true, isUnlisted: true };
    const declared = dueIdentifiers(desiredStatuses(news, before), before).map((identifier) => ({
        ...rest,
        identifier,
    }));
    const failures = await context.check(declared, { phase: "update", place: id });
    if (failures.length > 0) {
        throw new GuardError(failures);
    }
}
