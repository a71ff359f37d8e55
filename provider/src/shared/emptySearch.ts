import { words } from "./vocabulary";

/** The searches of a run that found nothing, and the sets with an empty list. */
export interface EmptySearches {
    /** The calls. */
    descriptions: string[];
    /** True where a set with an empty list is additive and has passwords: the vault can leave those out of its list. */
    hasExplainingSet: boolean;
    /** The names of the sets without any password. */
    emptySets: string[];
}

/** Returns the warning about searches that found nothing; undefined where a set explains that. */
export function describeEmptySearches({
    descriptions,
    hasExplainingSet,
    emptySets,
}: EmptySearches): string | undefined {
    if (descriptions.length === 0 || (hasExplainingSet && emptySets.length === 0)) {
        return undefined;
    }
    // Which search feeds which set is unknown. The sets without a password are the ones to look at.
    const subject = hasExplainingSet
        ? `${emptySets.join(", ")} ${emptySets.length === 1 ? "has" : "have"} no password, and a search found none`
        : `${descriptions.join(", ")} found no password`;
    return `${subject}. Check the spelling. A search finds only passwords that are shared with the access key, and the vault can leave inactive ones out of its list. If that is expected, pass ${words().inputWithValue("allowEmpty", true)}.`;
}
