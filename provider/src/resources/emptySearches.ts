import { warn } from "@pulumi/pulumi/log/index.js";
import { Output } from "@pulumi/pulumi/output.js";
import type { Resource } from "@pulumi/pulumi/resource.js";
import { isDryRun } from "@pulumi/pulumi/runtime/settings.js";
import { previewKey } from "../dynamic/callerInfo";
import { unpackPlan } from "../dynamic/packedPlan";
import { perProgramRun } from "../dynamic/perProgramRun";
import { readHidden } from "../dynamic/previewReport";
import { atProgramEnd, beforeProgramEnd, promiseOf } from "../dynamic/programEnd";
import { describeEmptySearches, type EmptySearches } from "../shared/emptySearch";

/** The searches of a run that found nothing. A description hides secret arguments, so several can have the same. */
interface FoundNothing extends Omit<EmptySearches, "descriptions"> {
    descriptions: Map<string, string>;
}

function emptySearches(): FoundNothing {
    return perProgramRun("emptySearches", none);
}

function none(): FoundNothing {
    return { descriptions: new Map(), hasExplainingSet: false, emptySets: [] };
}

/**
 * Logs at the end of the program that a search found nothing. It stays silent where additive sets explain that: the vault
 * can leave passwords out of its list that the set has disabled.
 */
export function reportEmptySearch(filters: object, description: string): void {
    emptySearches().descriptions.set(JSON.stringify(filters), description);
    atProgramEnd("emptySearches", () => {
        const { descriptions, ...sets } = emptySearches();
        Object.assign(emptySearches(), none());
        const warning = describeEmptySearches({ ...sets, descriptions: [...descriptions.values()] });
        if (warning !== undefined) {
            void warn(warning);
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
