import { warn } from "@pulumi/pulumi/log/index.js";
import { type Output, output } from "@pulumi/pulumi/output.js";
import type { Resource } from "@pulumi/pulumi/resource.js";
import { isDryRun } from "@pulumi/pulumi/runtime/settings.js";
import { planKey } from "../dynamic/callerInfo";
import { unpackPlan } from "../dynamic/packedPlan";
import { perProgramRun } from "../dynamic/perProgramRun";
import { readHidden } from "../dynamic/previewReport";
import { atProgramEnd, beforeProgramEnd, promiseOf } from "../dynamic/programEnd";

/** The searches of a run that found nothing, and the number of sets that explain one. */
function searchesOfRun(): { empty: Map<string, string>; explained: number } {
    return perProgramRun("emptySearches", () => ({ empty: new Map<string, string>(), explained: 0 }));
}

/**
 * Logs at the end of the program that a search found nothing. It stays silent where additive sets explain that: the vault
 * can leave passwords out of its list that the set has disabled.
 */
export function reportEmptySearch(filters: object, description: string): void {
    // A description hides secret arguments, so several searches can have the same.
    searchesOfRun().empty.set(JSON.stringify(filters), description);
    atProgramEnd("emptySearches", () => {
        const searches = searchesOfRun();
        const { empty, explained } = searches;
        Object.assign(searches, { empty: new Map(), explained: 0 });
        if (empty.size > explained) {
            void warn(
                `${[...empty.values()].join(", ")} found no password. Check the spelling. A search finds only passwords that are shared with the access key, and the vault can leave inactive ones out of its list. If that is expected, pass allowEmpty: true.`,
            );
        }
    });
}

type SetOfPasswords = Resource & { identifiers: Output<string[]> };

/** Counts a set that explains an empty search: it is additive, has passwords, and its list is empty. */
export function countIfExplaining(set: SetOfPasswords, identifiers: unknown, additive: unknown): void {
    beforeProgramEnd(
        (async () => {
            const [list, isAdditive] = await Promise.all([promiseOf(output(identifiers)), promiseOf(output(additive))]);
            if (isAdditive === true && Array.isArray(list) && list.length === 0 && (await countMembers(set)) > 0) {
                searchesOfRun().explained += 1;
            }
        })(),
    );
}

async function countMembers(set: SetOfPasswords): Promise<number> {
    // A preview that changes the set does not know its results.
    const plan = isDryRun() ? unpackPlan(await readHidden(set, planKey)) : undefined;
    return plan?.members ?? (await promiseOf(set.identifiers))?.length ?? 0;
}
