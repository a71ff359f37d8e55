import { randomUUID } from "node:crypto";
import type { DeclaredObject } from "../checks/declaration";
import { type Failure, failureAt } from "../checks/failure";
import { checkOptions, describeValue, readIdentifier } from "../checks/form";
import { type Properties, pick, unknownValue, withoutMissing } from "../shared/properties";
import type { StateCodec } from "./codec";
import { decodeEntries, encodeEntries, encodeNames, shownStatus } from "./entries";

const optionKeys = ["reason", "onDestroy", "additive"];

/**
 * The codec of a set of passwords. Its input `identifiers` is an object, `{ "312": "inactive" }`: the engine compares
 * lists by position, so that one more identifier in front would change all. Its output `results` groups the entries.
 */
export const setCodec: StateCodec = {
    holdsOne: false,
    optionKeys,
    identifierKey: "identifiers",
    statusKey: "identifiers",
    groupKeys: ["results"],

    readDeclaration(olds, news, kind) {
        const known = Object(olds.identifiers) as Record<string, unknown>;
        const wanted: Record<string, unknown> = {};
        const declared: DeclaredObject[] = [];
        const declare = (identifier: string, place: Pick<DeclaredObject, "index" | "isUnlisted">) => {
            // The vault cannot disable what it no longer has: an additive set keeps the record, unless the program lists it.
            const isRecord = place.isUnlisted === true && known[identifier] === "missing";
            wanted[identifier] = isRecord ? "missing" : "inactive";
            const isNew = !Object.hasOwn(known, identifier);
            const isDue = known[identifier] !== wanted[identifier];
            const lastStatus = readStatus(known[identifier]);
            declared.push({ kind, property: "identifiers", ...place, identifier, isNew, isDue, lastStatus });
        };
        const { values, failures } = readList(news.identifiers);
        for (const [index, value] of values.entries()) {
            const place = { property: "identifiers", index };
            const { identifier, failure } = readIdentifier(value, place, kind);
            if (failure !== undefined) {
                failures.push(failure);
            } else if (identifier === unknownValue) {
                // The key keeps its place in the preview; an update knows the identifier and whether it is new.
                wanted[`identifiers[${index}]`] = unknownValue;
                declared.push({ kind, ...place, identifier, isNew: false, isDue: false });
            } else {
                declare(identifier, { index });
            }
        }
        const kept = news.additive === true ? Object.keys(known).filter((key) => !Object.hasOwn(wanted, key)) : [];
        for (const identifier of kept) {
            declare(identifier, { isUnlisted: true });
        }
        const isKnown = news.identifiers !== unknownValue;
        if (!isKnown) {
            declared.push({ kind, property: "identifiers", identifier: unknownValue, isNew: false, isDue: false });
        }
        return {
            inputs: withoutMissing({ ...news, identifiers: isKnown ? wanted : unknownValue }),
            declared,
            failures: [...checkOptions(news, kind), ...failures],
        };
    },

    desiredStatuses(inputs, entries) {
        const statuses = Object(inputs.identifiers) as Record<string, unknown>;
        const declared = inputs.identifiers === unknownValue ? ["identifiers"] : declaredIdentifiers(inputs);
        const desired = declared.map(
            (identifier) => [identifier, statuses[identifier] === "missing" ? "missing" : "inactive"] as const,
        );
        // An unfinished run can have disabled passwords that are in no inputs.
        const kept = inputs.additive === true ? [...entries.keys()] : [];
        return new Map([...kept.map((identifier) => [identifier, "inactive"] as const), ...desired]);
    },

    createId: () => randomUUID(),

    decode: ({ results, names }) => decodeEntries(results, names),

    encode(inputs, entries) {
        const driftCorrections = [...entries.values()].reduce((sum, entry) => sum + entry.driftCorrections, 0);
        const known = withoutMissing({ ...pick(inputs, optionKeys), names: encodeNames(entries) });
        return { ...known, results: encodeEntries(entries), driftCorrections };
    },

    refreshedInputs(outputs, entries) {
        const statuses = [...entries].map(([identifier, entry]) => [identifier, shownStatus(entry)]);
        return { identifiers: Object.fromEntries(statuses), ...withoutMissing(pick(outputs, optionKeys)) };
    },
};

/** Returns the identifiers in the inputs of a set; none while they are unknown. */
export function declaredIdentifiers({ identifiers }: Properties): string[] {
    return typeof identifiers === "object" && identifiers !== null ? Object.keys(identifiers) : [];
}

function readStatus(status: unknown): DeclaredObject["lastStatus"] {
    return status === "active" || status === "missing" ? status : undefined;
}

/** Reads the declared list. With `ignoreChanges`, the engine passes the inputs of the last run, which are an object. */
function readList(value: unknown): { values: unknown[]; failures: Failure[] } {
    if (value === unknownValue) {
        return { values: [], failures: [] };
    }
    if (typeof value === "object" && value !== null) {
        return { values: Array.isArray(value) ? value : Object.keys(value), failures: [] };
    }
    const failure = failureAt({ property: "identifiers" }, "must be a list of identifiers", {
        cause: describeValue(value),
        solution: "set `identifiers` to a list of the numbers that the vault's list call shows, such as [312, 313].",
    });
    return { values: [], failures: [failure] };
}
