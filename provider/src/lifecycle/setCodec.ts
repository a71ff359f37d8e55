import { randomUUID } from "node:crypto";
import type { DeclaredObject } from "../checks/declaration";
import { type Failure, failureAt } from "../checks/failure";
import { checkOptions, describeValue, readIdentifier } from "../checks/form";
import { type Properties, unknownValue, withoutUndefined } from "../shared/properties";
import type { StateCodec } from "./codec";
import { decodeEntries, encodeEntries } from "./entries";

/**
 * The codec of a set of passwords. Its input `identifiers` is an object, `{ "312": "inactive" }`: the engine compares
 * lists by position, so that one more identifier in front would change all. Its output `results` groups the entries.
 */
export const setCodec: StateCodec = {
    holdsOne: false,
    optionKeys: ["reason", "onDestroy", "additive"],
    identifierKey: "identifiers",
    statusKey: "identifiers",

    readDeclaration(olds, news, kind) {
        const known = Object(olds.identifiers) as Record<string, unknown>;
        const isDue = (identifier: string) => known[identifier] !== "inactive";
        const wanted: Record<string, unknown> = {};
        const declared: DeclaredObject[] = [];
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
                wanted[identifier] = "inactive";
                const isNew = !Object.hasOwn(known, identifier);
                declared.push({ kind, ...place, identifier, isNew, isDue: isDue(identifier) });
            }
        }
        const kept = news.additive === true ? Object.keys(known).filter((key) => !Object.hasOwn(wanted, key)) : [];
        for (const identifier of kept) {
            wanted[identifier] = "inactive";
            declared.push({
                kind,
                property: "identifiers",
                identifier,
                isNew: false,
                isDue: isDue(identifier),
                isUnlisted: true,
            });
        }
        const options = ["reason", "onDestroy", "additive"].map((key) => [key, news[key] ?? undefined]);
        const identifiers = news.identifiers === unknownValue ? unknownValue : wanted;
        return {
            inputs: withoutUndefined({ ...news, identifiers, ...Object.fromEntries(options) }),
            declared,
            failures: [...checkOptions(news, kind), ...failures],
        };
    },

    desiredIdentifiers(inputs, entries) {
        const declared = inputs.identifiers === unknownValue ? ["identifiers"] : declaredIdentifiers(inputs);
        // An unfinished run can have disabled passwords that are in no inputs.
        return inputs.additive === true ? [...new Set([...declared, ...entries.keys()])] : declared;
    },

    createId: () => randomUUID(),

    decode: ({ results }) => decodeEntries(results),

    encode({ reason, onDestroy, additive }, entries) {
        const driftCorrections = [...entries.values()].reduce((sum, entry) => sum + entry.driftCorrections, 0);
        return withoutUndefined({ reason, onDestroy, additive, results: encodeEntries(entries), driftCorrections });
    },

    refreshedInputs({ reason, onDestroy, additive }: Properties, entries) {
        const statuses = [...entries].map(([identifier, { status }]) => [
            identifier,
            // The next update settles what is unconfirmed, whatever the inputs say.
            status === "active" ? "active" : "inactive",
        ]);
        return withoutUndefined({ identifiers: Object.fromEntries(statuses), reason, onDestroy, additive });
    },
};

/** Returns the identifiers in the inputs of a set; none while they are unknown. */
export function declaredIdentifiers({ identifiers }: Properties): string[] {
    return typeof identifiers === "object" && identifiers !== null ? Object.keys(identifiers) : [];
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
