import { type ObjectKind, passwordKind } from "../client/kinds";
import { formatError } from "../shared/errors";
import type { OnDestroy } from "../shared/outcome";

/** A property that the engine refuses the preview with; without a property it stands for the resource. */
export interface CheckFailure {
    property: string;
    reason: string;
    /** Whether it is about the run as a whole: to be told once. */
    isOfRun?: boolean;
}

/**
 * How the engine writes a value that preview cannot know yet, such as another resource's output; the dynamic
 * provider of `@pulumi/pulumi` hands it through as this text (`runtime/rpc.ts`, `unknownValue`).
 */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * Reads an identifier: its canonical text, or {@link unknownValue}, or what is wrong with it.
 *
 * @param property Where it stands: `identifier`, or `identifiers[17]`.
 * @param noun What it is of.
 */
export function readIdentifier(
    value: unknown,
    property = "identifier",
    noun = "password",
): { identifier?: string; failure?: CheckFailure } {
    const text = typeof value === "number" ? String(value) : value;
    if (text === unknownValue) {
        return { identifier: unknownValue };
    }
    if (typeof text === "string" && /^[1-9]\d*$/.test(text) && Number.isSafeInteger(Number(text))) {
        return { identifier: text };
    }
    const cause =
        text === undefined || text === null
            ? "it is missing."
            : typeof text !== "string"
              ? `it is ${Array.isArray(text) ? "a list" : `of type ${typeof text}`}.`
              : `it is ${shortened(text)}.`;
    const reason = formatError(`not an identifier: it must be a whole number from 1 to ${Number.MAX_SAFE_INTEGER}`, {
        cause,
        solution: `set \`${property}\` to the number that the vault${noun === "password" ? "'s list call" : ""} shows for the ${noun}, such as 312.`,
    });
    return { failure: { property, reason } };
}

/** An identifier as refusals show it, also where it is malformed: what a program gave, unless it is of another form. */
export function shownIdentifier(value: unknown): string {
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** What is wrong with `reason`, which may be left out. */
export function reasonFailure(value: unknown): CheckFailure | undefined {
    return value === undefined || value === null || typeof value === "string"
        ? undefined
        : {
              property: "reason",
              reason: formatError("not a text", {
                  cause: `it is of type ${typeName(value)}.`,
                  solution: 'set `reason` to a text, such as "CHG-2041", or leave it out.',
              }),
          };
}

const onDestroys: readonly OnDestroy[] = ["leave", "enable"];

/** What is wrong with `onDestroy`, which may be left out; and must be for kinds that no call enables. */
export function onDestroyFailure(
    value: unknown,
    { noun, canListReadEnable }: ObjectKind = passwordKind,
): CheckFailure | undefined {
    if (value === undefined || value === null) {
        return undefined;
    }
    if (!canListReadEnable) {
        return {
            property: "onDestroy",
            reason: formatError("not to be chosen", {
                cause: `the vault documents no call that enables ${noun}s.`,
                solution: `leave \`onDestroy\` out: when the resource goes, the ${noun} stays as it is.`,
            }),
        };
    }
    if (value === unknownValue || onDestroys.some((known) => known === value)) {
        return undefined;
    }
    const cause = typeof value === "string" ? `it is ${shortened(value)}.` : `it is of type ${typeName(value)}.`;
    const solution =
        'set `onDestroy` to "leave", or to "enable" for a password that becomes active again, or leave it out.';
    return { property: "onDestroy", reason: formatError("not a choice", { cause, solution }) };
}

/** What is wrong with `additive`, which may be left out. */
export function additiveFailure(value: unknown): CheckFailure | undefined {
    return value === undefined || value === null || value === unknownValue || typeof value === "boolean"
        ? undefined
        : {
              property: "additive",
              reason: formatError("not a choice", {
                  cause: `it is of type ${typeName(value)}.`,
                  solution:
                      "set `additive` to true, for a set that keeps what a search does not find any more, or leave it out.",
              }),
          };
}

/** What a value is, in a word. */
export function typeName(value: unknown): string {
    return Array.isArray(value) ? "list" : typeof value;
}

function shortened(text: string): string {
    return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
