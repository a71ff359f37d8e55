import type { Judge, Judged } from "../checks/checkDeclarations";
import {
    additiveFailure,
    type CheckFailure,
    onDestroyFailure,
    readIdentifier,
    reasonFailure,
    shownIdentifier,
    typeName,
    unknownValue,
} from "../checks/form";
import type { Finding } from "../checks/preflight";
import type { Examine } from "../dynamic/adapter";
import type { CallerInfo } from "../dynamic/callerInfo";
import { unpack } from "../dynamic/packedList";
import { formatError } from "../shared/errors";
import { type Properties, withoutUndefined } from "./state";

/** One declared password of a set: where it stands, and what it says. */
interface Entry {
    property: string;
    value: unknown;
    /** Whether an earlier run declared it, and this one does not name it. */
    stays?: boolean;
}

/**
 * What a declaration of a set says, and what is wrong with it.
 *
 * @param note Told of each declaration, with its passwords of good form.
 */
export function examineSetWith(
    judge: Judge,
    note: (inputs: Properties, judged: readonly Judged[], declaration: CallerInfo | undefined) => void,
): Examine {
    return async (olds, news, declaration) => {
        const known = Object(olds.identifiers) as Record<string, unknown>;
        const { entries: declared, failure } = readEntries(unpack(news.identifiers));
        const entries = [...declared, ...(news.additive === true ? staying(known, declared) : [])];
        const wanted: Record<string, string> = {};
        const malformed: Finding[] = [];
        const judged: Judged[] = [];
        for (const { property, value, stays } of entries) {
            const { identifier, failure } = readIdentifier(value, property);
            const whose = placed(declaration, property, identifier ?? shownIdentifier(value));
            if (failure !== undefined) {
                malformed.push({ ...whose, failure });
            } else if (identifier === unknownValue) {
                // Known in the update; the preview shows where it stands.
                wanted[property] = unknownValue;
            } else {
                wanted[whose.identifier] = "inactive";
                const isNew = !Object.hasOwn(known, whose.identifier);
                judged.push({ ...whose, stays, isNew, isActive: known[whose.identifier] === "active" });
            }
        }
        const ofAll = [
            failure,
            reasonFailure(news.reason),
            onDestroyFailure(news.onDestroy),
            additiveFailure(news.additive),
        ]
            .filter((found) => found !== undefined)
            .map((found) => ({ ...placed(declaration, found.property, ""), failure: found }));
        const inputs = withoutUndefined({
            ...news,
            identifiers: news.identifiers === unknownValue ? unknownValue : wanted,
            reason: news.reason ?? undefined,
            onDestroy: news.onDestroy ?? undefined,
            additive: news.additive ?? undefined,
        });
        const found = [...ofAll, ...malformed, ...(await judge(judged, declaration?.run))];
        note(inputs, judged, declaration);
        return { inputs, found: found.sort((one, other) => place(one) - place(other)) };
    };
}

/** The passwords of a list; or of the inputs that an earlier run has left, which is what `ignoreChanges` puts there. */
function readEntries(value: unknown): { entries: Entry[]; failure?: CheckFailure } {
    if (value === unknownValue) {
        return { entries: [] };
    }
    if (Array.isArray(value)) {
        return { entries: value.map((item, index) => ({ property: `identifiers[${index}]`, value: item })) };
    }
    if (typeof value === "object" && value !== null) {
        return { entries: Object.keys(value).map((key, index) => ({ property: `identifiers[${index}]`, value: key })) };
    }
    const reason = formatError("not a list of identifiers", {
        cause: value === undefined || value === null ? "it is missing." : `it is of type ${typeName(value)}.`,
        solution: "set `identifiers` to a list of the numbers that the vault's list call shows, such as [312, 313].",
    });
    return { entries: [], failure: { property: "identifiers", reason } };
}

/** What an earlier run has declared and this one does not name, with places after the list's. */
function staying(known: Readonly<Record<string, unknown>>, declared: readonly Entry[]): Entry[] {
    const named = new Set(declared.map(({ value }) => String(value)));
    return Object.keys(known)
        .filter((identifier) => !named.has(identifier))
        .map((value, index) => ({ property: `identifiers[${declared.length + index}]`, value, stays: true }));
}

function placed(declaration: CallerInfo | undefined, property: string, identifier: string): Omit<Finding, "failure"> {
    return { declaration: declaration?.number ?? "set", name: declaration?.name, property, identifier };
}

/** Findings are told in the order of the list; what is not of one password comes first. */
function place({ property }: Finding): number {
    return Number(/\[(\d+)\]$/.exec(property)?.[1] ?? -1);
}
