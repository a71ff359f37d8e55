import type { ObjectKind } from "../client/kinds";
import { type Properties, unknownValue } from "../shared/properties";
import { words } from "../shared/vocabulary";
import type { RunContext } from "./context";
import type { Entries } from "./entries";
import { itOrThem, logAbout, subjectAndVerb, subjectsOf } from "./messages";

/** The resource that objects leave, before and after. */
interface Changed {
    /** The name of the resource, where the door knows it. */
    name?: string | undefined;
    holdsOne: boolean;
    olds: Properties;
    news: Properties;
}

/** Logs what leaves a resource that stays or is replaced, and how an update treats it. */
export function reportLeaving(context: RunContext, kind: ObjectKind, leaving: Entries, changed: Changed): void {
    (changed.holdsOne ? reportReplaced : reportUnlisted)(context, kind, leaving, changed);
}

function reportReplaced({ log }: RunContext, { noun }: ObjectKind, leaving: Entries, changed: Changed): void {
    const { name, olds, news } = changed;
    if (news.identifier === unknownValue) {
        return;
    }
    for (const [identifier, { status, outcome }] of leaving) {
        const isRestored = olds.onDestroy === "restore" && outcome === "deactivated" && status !== "missing";
        const fate = isRestored
            ? `becomes active again, unless the ${words().program} still declares it`
            : "leaves the resource, unchanged in the vault";
        log.info(`${name}: ${subjectAndVerb(subjectsOf(leaving, noun)([identifier]), [fate, fate])}`);
    }
}

function reportUnlisted({ log }: RunContext, { noun }: ObjectKind, leaving: Entries, changed: Changed): void {
    const { name, olds, news } = changed;
    const wasAdditive = olds.additive === true && news.additive !== true;
    const isUnknown = [news.additive, news.identifiers, ...Object.values(Object(news.identifiers))].includes(
        unknownValue,
    );
    if (isUnknown && !wasAdditive) {
        return;
    }
    logAbout(subjectsOf(leaving, noun)([...leaving.keys()]), wasAdditive ? log.warn : log.info, (all) => {
        const leave = subjectAndVerb(all, isUnknown ? ["may leave", "may leave"] : ["leaves", "leave"]);
        const change = `${name}: ${leave} the set, unchanged in the vault`;
        const verb = news.additive === unknownValue ? "may no longer be" : "is no longer";
        return wasAdditive
            ? `${change}. The set ${verb} additive: no refresh looks at ${itOrThem(all)} any more`
            : change;
    });
}
