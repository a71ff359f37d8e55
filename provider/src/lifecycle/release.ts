import type { ObjectKind } from "../client/kinds";
import { type BatchFailure, failuresIn, identifiersByValue, runBatch, unlessMissing } from "./batch";
import type { RunContext } from "./context";
import type { Entries, Status } from "./entries";
import { describeMissing, itOrThem, logAbout, subjectAndVerb } from "./messages";
import { requireFound } from "./nothingFound";

/** Reports passwords, notes or API secrets that a resource leaves as they are. */
export function reportLeft({ log }: RunContext, { noun }: ObjectKind, entries: Entries): void {
    const identifiersOf = (status: Status) =>
        [...entries].filter(([, entry]) => entry.status === status).map(([identifier]) => identifier);
    logAbout(identifiersOf("inactive"), log.info, (all) =>
        subjectAndVerb(all, noun, ["stays inactive", "stay inactive"]),
    );
    logAbout(
        identifiersOf("active"),
        log.info,
        (all) => `${subjectAndVerb(all, noun, ["stays", "stay"])} active, as the last refresh found ${itOrThem(all)}`,
    );
    logAbout(identifiersOf("missing"), log.info, (all) => describeMissing(all, noun));
    logAbout(
        identifiersOf("unconfirmed"),
        log.warn,
        (all) =>
            `${subjectAndVerb(all, noun, ["may", "may"])} still be active: the request to disable ${itOrThem(all)} was sent but not confirmed. Check ${itOrThem(all)} in the vault.`,
    );
}

/**
 * Enables passwords, except those that the program still declares; returns what failed.
 *
 * @throws NothingFoundError when these passwords are missing, and the run finds no other password.
 */
export async function enableAll(context: RunContext, entries: Entries): Promise<BatchFailure[]> {
    const { log, declaredPasswords, presence } = context;
    const declared = [...entries.keys()].filter((identifier) => declaredPasswords.has(identifier));
    const released = [...entries.keys()].filter((identifier) => !declaredPasswords.has(identifier));
    logAbout(
        declared,
        log.info,
        (all) => `${subjectAndVerb(all)} not enabled: the program still declares ${itOrThem(all)}`,
    );
    const results = await presence.duringLookup(() =>
        runBatch(context, "enabling", released, (identifier) =>
            unlessMissing(async () => {
                await context.vault().enable(identifier);
                presence.markFound();
                return "enabled";
            }),
        ),
    );
    await requireFound(context, released, identifiersByValue(results, "missing"), entries, "destroy");
    logAbout(identifiersByValue(results, "enabled"), log.info, (all) => `${subjectAndVerb(all)} active again`);
    logAbout(
        identifiersByValue(results, "missing"),
        log.info,
        (all) => `${subjectAndVerb(all)} not enabled: the vault no longer has ${itOrThem(all)}`,
    );
    return failuresIn(results);
}
