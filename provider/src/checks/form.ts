import type { ObjectKind } from "../client/kinds";
import { type Properties, unknownValue } from "../shared/properties";
import { quote } from "../shared/text";
import { words } from "../shared/vocabulary";
import { type Failure, failureAt, formatPath, type Place } from "./failure";

/** The result of reading a declared identifier: its canonical text, {@link unknownValue}, or a failure. */
type ReadIdentifier =
    | { identifier: string | typeof unknownValue; failure?: undefined }
    | { identifier?: undefined; failure: Failure };

/** Reads an identifier: a whole number from 1, as a number or as text. */
export function readIdentifier(value: unknown, place: Place, { noun }: Pick<ObjectKind, "noun">): ReadIdentifier {
    const text = typeof value === "number" ? String(value) : value;
    if (text === unknownValue) {
        return { identifier: unknownValue };
    }
    if (typeof text === "string" && /^[1-9]\d*$/.test(text) && Number.isSafeInteger(Number(text))) {
        return { identifier: text };
    }
    const source = noun === "password" ? "vault's list call" : "vault";
    return {
        failure: failureAt(
            { ...place, identifier: typeof text === "string" ? text : undefined },
            `must be a whole number from 1 to ${Number.MAX_SAFE_INTEGER}`,
            {
                cause: describeValue(text),
                solution: `set \`${formatPath(place)}\` to the number that the ${source} shows for the ${noun}, such as 312.`,
            },
        ),
    };
}

/** Returns what is wrong with the optional inputs of a declaration. */
export function checkOptions({ reason, onDestroy, additive }: Properties, kind: ObjectKind): Failure[] {
    return [checkReason(reason), checkOnDestroy(onDestroy, kind), checkAdditive(additive)].filter(
        (failure) => failure !== undefined,
    );
}

function checkReason(value: unknown): Failure | undefined {
    if (isMissing(value) || value === unknownValue || typeof value === "string") {
        return undefined;
    }
    return failureAt({ property: "reason" }, "must be a text", {
        // Not the value: the program can have made it a secret.
        cause: describeType(value),
        solution: `set \`${words().input("reason")}\` to a text, such as "CHG-2041", or leave it out.`,
    });
}

function checkOnDestroy(value: unknown, { noun, canListReadEnable }: ObjectKind): Failure | undefined {
    if (isMissing(value)) {
        return undefined;
    }
    if (!canListReadEnable) {
        return failureAt({ property: "onDestroy" }, `is not available for ${noun}s`, {
            cause: `the vault documents no call that enables ${noun}s.`,
            solution: `leave \`${words().input("onDestroy")}\` out: the ${noun} stays inactive when the resource is destroyed.`,
        });
    }
    if (value === unknownValue || value === "leave" || value === "restore") {
        return undefined;
    }
    return failureAt({ property: "onDestroy" }, 'must be "leave" or "restore"', {
        cause: describeValue(value),
        solution: `set \`${words().input("onDestroy")}\` to "leave", to "restore" for a password that becomes active again, or leave it out.`,
    });
}

function checkAdditive(value: unknown): Failure | undefined {
    if (isMissing(value) || value === unknownValue || typeof value === "boolean") {
        return undefined;
    }
    return failureAt({ property: "additive" }, "must be true or false", {
        cause: describeType(value),
        solution: `set \`${words().input("additive")}\` to true to keep passwords that the ${words().program} no longer lists, or leave it out.`,
    });
}

/** Returns a short text of what a value is, as the cause of a failure. */
export function describeValue(value: unknown): string {
    if (isMissing(value)) {
        return "it is missing.";
    }
    return typeof value === "string" ? `it is ${quote(value)}.` : describeType(value);
}

function isMissing(value: unknown): value is undefined | null {
    return value === undefined || value === null;
}

function describeType(value: unknown): string {
    return `it is ${Array.isArray(value) ? "a list" : `of type ${typeof value}`}.`;
}
