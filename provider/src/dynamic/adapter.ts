import type { CheckFailure } from "../checks/form";
import type { Finding } from "../checks/preflight";
import type { Properties } from "../lifecycle/state";
import { type CallerInfo, type CheckRefusal, callerKey, isSamePlace, readCallerInfo, refusalsKey } from "./callerInfo";

/** What a check says to the engine. */
export interface Checked {
    inputs: Properties;
    failures: CheckFailure[];
}

/** What a check has found out about a declaration. */
export interface Examined {
    inputs: Properties;
    found: Finding[];
}

/** Finds out about a declaration: what its inputs are, and what is wrong with them. */
export type Examine = (olds: Properties, news: Properties, declaration: CallerInfo | undefined) => Promise<Examined>;

/**
 * Makes a check of declarations. In previews it fails for none, but for what stops the run as a whole: what is wrong
 * goes back to the program, which tells all of it.
 *
 * @param toldOfRun What was told of the run as a whole, by resources of all kinds, and of which declaration.
 */
export function createDeclarationCheck(
    examine: Examine,
    toldOfRun: Map<string, Finding>,
): (olds: Properties, news: Properties) => Promise<Checked> {
    /** Whether it is to be told here; again, where the engine has a declaration checked again, to replace its resource. */
    function isToldHere(finding: Finding): boolean {
        const { isOfRun, reason } = finding.failure;
        const first = toldOfRun.get(reason) ?? finding;
        toldOfRun.set(reason, first);
        return !isOfRun || isSamePlace(first, finding);
    }

    return async (olds, { [callerKey]: mark, ...news }) => {
        const declaration = readCallerInfo(mark);
        const { inputs, found } = await examine(olds, news, declaration);
        if (declaration?.run !== "preview" || found.some((one) => one.failure.property === "")) {
            return { inputs, failures: found.map((one) => one.failure) };
        }
        const refusals = found.filter(isToldHere).map(asRefusal);
        return { inputs: refusals.length > 0 ? { ...inputs, [refusalsKey]: refusals } : inputs, failures: [] };
    };
}

/** A finding in the words that the engine has for a failed check. */
export function asRefusal({ declaration, name, identifier, failure: { property, reason } }: Finding): CheckRefusal {
    // Of the identifier alone: a program can have made a secret of what it gave as its reason.
    const shown = /^identifier$|^identifiers\[/.test(property) && identifier !== "" ? ` value {${identifier}}` : "";
    const problem = `resource '${name}': property ${property}${shown} has a problem: ${reason}`;
    return { declaration: Number(declaration), problem };
}
