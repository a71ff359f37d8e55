import { warn } from "@pulumi/pulumi/log/index.js";
import { Output } from "@pulumi/pulumi/output.js";
import type { Resource } from "@pulumi/pulumi/resource.js";
import { isDryRun } from "@pulumi/pulumi/runtime/settings.js";
import { previewKey } from "../dynamic/callerInfo";
import { unpackPlan } from "../dynamic/packedPlan";
import { perProgramRun } from "../dynamic/perProgramRun";
import { readHidden } from "../dynamic/previewReport";
import { atProgramEnd, beforeProgramEnd, promiseOf } from "../dynamic/programEnd";
import { describeEmptySearch } from "../shared/emptySearch";

/** The searches of a run that found nothing, and whether its sets with an empty list explain that. */
interface EmptySearches {
    descriptions: Map<string, string>;
    hasExplainingSet: boolean;
    /** The names of the sets without any password. */
    emptySets: string[];
}

function emptySearches(): EmptySearches {
    return perProgramRun("emptySearches", none);
}

function none(): EmptySearches {
    return { descriptions: new Map(), hasExplainingSet: false, emptySets: [] };
}

/**
 * Logs at the end of the program that a search found nothing. It stays silent where additive sets explain that: the vault
 * can leave passwords out of its list that the set has disabled.
 */
export function reportEmptySearch(filters: object, description: string): void {
    // A description hides secret arguments, so several searches can have the same.
    emptySearches().descriptions.set(JSON.stringify(filters), description);
    atProgramEnd("emptySearches", () => {
        const { descriptions, hasExplainingSet, emptySets } = emptySearches();
        Object.assign(emptySearches(), none());
        // Which search feeds which set is unknown. The sets without a password are the ones to look at.
        const subject = hasExplainingSet
            ? `${emptySets.join(", ")} ${emptySets.length === 1 ? "has" : "have"} no password, and a search found none`
            : `${[...descriptions.values()].join(", ")} found no password`;
        if (!hasExplainingSet || emptySets.length > 0) {
            void warn(describeEmptySearch(subject));
        }
    });
}

type SetOfPasswords = Resource & { identifiers: Output<string[]> };

/** Looks at a set with an empty list: it explains an empty search where it is additive and has passwords already. */
export function lookAtSet(set: SetOfPasswords, name: string, identifiers: unknown, additive: unknown): void {
    beforeProgramEnd(
        (async () => {
            const [list, isAdditive] = await Promise.all([inputValue(identifiers), inputValue(additive)]);
            if (Array.isArray(list) && list.length === 0) {
                if (isAdditive === true && (await countMembers(set)) > 0) {
                    emptySearches().hasExplainingSet = true;
                } else {
                    emptySearches().emptySets.push(name);
                }
            }
        })(),
    );
}

/** Waits for an input. The SDK's `output` would make an output of each item of a list. */
async function inputValue(input: unknown): Promise<unknown> {
    return Output.isInstance(input) ? promiseOf(input) : input;
}

async function countMembers(set: SetOfPasswords): Promise<number> {
    // A preview that changes the set does not know its results.
    const plan = isDryRun() ? unpackPlan(await readHidden(set, previewKey)) : undefined;
    return plan?.members ?? (await promiseOf(set.identifiers))?.length ?? 0;
}
