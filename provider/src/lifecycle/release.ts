import { type ObjectKind, passwordKind } from "../client/kinds";
import { words } from "../shared/vocabulary";
import { type BatchFailure, failuresIn, identifiersByValue, runBatch, unlessMissing } from "./batch";
import type { RunContext } from "./context";
import type { Entries, Entry, Status } from "./entries";
import { describeMissing, itOrThem, logAbout, subjectAndVerb, subjectsOf } from "./messages";
import { requireFound } from "./nothingFound";

/**
 * Reports passwords, notes or API secrets that a resource leaves as they are.
 *
 * @param reason The reason why it leaves the inactive ones.
 */
export function reportLeft({ log }: RunContext, { noun }: ObjectKind, entries: Entries, reason = ""): void {
    const about = subjectsOf(entries, noun);
    const subjectOf = (status: Status) => about(selectIdentifiers(entries, (entry) => entry.status === status));
    logAbout(
        subjectOf("inactive"),
        log.info,
        (all) =>
            `${subjectAndVerb(all, ["is left as it is, last seen inactive", "are left as they are, last seen inactive"])}${reason}`,
    );
    logAbout(
        subjectOf("active"),
        log.info,
        (all) => `${subjectAndVerb(all, ["stays", "stay"])} active, as the last refresh found ${itOrThem(all)}`,
    );
    logAbout(subjectOf("missing"), log.info, describeMissing);
    logAbout(
        subjectOf("unconfirmed"),
        log.warn,
        (all) =>
            `${subjectAndVerb(all, ["may", "may"])} still be active: the request to disable ${itOrThem(all)} was sent but not confirmed. Check ${itOrThem(all)} in the vault.`,
    );
}

/**
 * Enables the passwords that the resource disabled, except those that the program still declares; returns what failed. It
 * leaves the passwords that were inactive before.
 *
 * @throws NothingFoundError when these passwords are missing, and the run finds no other password.
 */
export async function restoreAll(context: RunContext, entries: Entries): Promise<BatchFailure[]> {
    const { log, declaredPasswords, presence } = context;
    const about = subjectsOf(entries);

    // 1. Leave what the program declares elsewhere, and what the resource did not disable.
    const declared = selectIdentifiers(entries, (_, identifier) => declaredPasswords.has(identifier));
    const released = new Map([...entries].filter(([identifier]) => !declaredPasswords.has(identifier)));
    const own = selectIdentifiers(released, ({ outcome }) => outcome === "deactivated");
    logAbout(
        about(declared),
        log.info,
        (all) => `${subjectAndVerb(all)} not enabled: the ${words().program} still declares ${itOrThem(all)}`,
    );
    const others = new Map([...released].filter(([, { outcome }]) => outcome !== "deactivated"));
    reportLeft(context, passwordKind, others, ": this resource did not disable it");

    // 2. Enable the others.
    const results = await presence.duringLookup(() =>
        runBatch(context, "enabling", own, (identifier) =>
            unlessMissing(async () => {
                await context.vault().enable(identifier, entries.get(identifier)?.name);
                presence.markFound();
                return "enabled";
            }),
        ),
    );
    await requireFound(context, own, identifiersByValue(results, "missing"), entries, "destroy");

    // 3. Report the result.
    const enabled = about(identifiersByValue(results, "enabled"));
    logAbout(enabled, log.info, (all) => `${subjectAndVerb(all)} active again`);
    logAbout(
        about(identifiersByValue(results, "missing")),
        log.info,
        (all) => `${subjectAndVerb(all)} not enabled: the vault no longer has ${itOrThem(all)}`,
    );
    return failuresIn(results);
}

function selectIdentifiers(entries: Entries, matches: (entry: Entry, identifier: string) => boolean): string[] {
    return [...entries].flatMap(([identifier, entry]) => (matches(entry, identifier) ? identifier : []));
}
