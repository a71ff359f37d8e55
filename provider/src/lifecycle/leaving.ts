import type { ObjectKind } from "../client/kinds";
import { type Properties, unknownValue } from "../shared/properties";
import type { RunContext } from "./context";
import type { Entries } from "./entries";
import { itOrThem, logAbout, type Subject, subjectAndVerb, subjectsOf } from "./messages";

/** The resource that objects leave, before and after. */
interface Changed {
    /** Pulumi's name of the resource. */
    name?: string | undefined;
    holdsOne: boolean;
    olds: Properties;
    news: Properties;
}

/** Logs what leaves a resource that stays or is replaced, and how an update treats it. */
export function reportLeaving({ log }: RunContext, { noun }: ObjectKind, leaving: Entries, changed: Changed): void {
    const { name = "the resource", holdsOne, olds, news } = changed;
    const about = subjectsOf(leaving, noun);
    if (holdsOne) {
        const isRestored = olds.onDestroy === "restore";
        for (const [identifier, { outcome }] of leaving) {
            const fate = isRestored && outcome === "deactivated" ? "becomes active again" : "stays inactive";
            log.info(`${name}: ${subjectAndVerb(about([identifier]), [fate, fate])}`);
        }
        return;
    }
    const wasAdditive = olds.additive === true && news.additive !== true;
    const isUnknown = news.identifiers === unknownValue || news.additive === unknownValue;
    const subject = about([...leaving.keys()]);
    if (wasAdditive && isUnknown) {
        logAbout(subject, log.warn, (all) => {
            const may = subjectAndVerb(all, ["may", "may"]);
            return `${name} may no longer be additive, and its list is not known yet: ${may} leave the set. What leaves it stays inactive`;
        });
    } else if (!isUnknown) {
        const leave = (all: Subject) => subjectAndVerb(all, ["leaves", "leave"]);
        const stay = (all: Subject) => (all.identifiers.length === 1 ? "stays" : "stay");
        logAbout(subject, wasAdditive ? log.warn : log.info, (all) =>
            wasAdditive
                ? `${name} is no longer additive: ${leave(all)} the set and ${stay(all)} inactive. No refresh looks at ${itOrThem(all)} any more`
                : `${name}: ${leave(all)} the set and ${stay(all)} inactive`,
        );
    }
}
