import { type ObjectKind, passwordKind } from "../client/kinds";

/**
 * What the program's process tells the provider's of a declaration, and the way back. Both are properties whose names
 * begin with two underscores, which the engine does not show, and neither's value reaches a state: `check` takes the first
 * out, and adds the second in previews alone.
 */
export interface CallerInfo {
    run: "preview" | "update";
    /** Tells declarations of one program apart: the engine gives `check` no name. */
    number: number;
    /** Pulumi's name of the resource, for errors. */
    name: string;
}

/** One declared password whose identifier has been read. */
export interface DeclaredPassword {
    /** {@link CallerInfo.number}, since the engine has one checked twice when it is replaced; the identifier where there is none. */
    declaration: number | string;
    name: string | undefined;
    /** Where the identifier stands in the declaration: `identifier`, or `identifiers[17]`. */
    property: string;
    identifier: string;
    /** What it is; a password where it does not say. */
    kind?: ObjectKind;
    /** Whether it is in the list of an additive set for having been there before: a program can mend nothing about it. */
    stays?: boolean;
}

/** Whether two are the same place of a program: the engine has some checked twice. */
export function isSamePlace(
    one: Omit<DeclaredPassword, "identifier">,
    other: Omit<DeclaredPassword, "identifier">,
): boolean {
    return one.declaration === other.declaration && one.property === other.property;
}

/** Whether it is a password, which guards and lookups know more of. */
export function isPassword({ kind = passwordKind }: Pick<DeclaredPassword, "kind">): boolean {
    return kind === passwordKind;
}

/** What is wrong with a declaration, for the program's process to say. */
export interface CheckRefusal {
    /** Whose: {@link CallerInfo.number}. */
    declaration: number;
    /** In the engine's words for a failed check: which property is wrong, and why. */
    problem: string;
}

/** The property that a {@link CallerInfo} travels in. */
export const callerKey = "__declaration";

/** The property that a list of {@link CheckRefusal} comes back in. */
export const refusalsKey = "__refusals";

/** Reads a declaration; undefined where there is none, as when something else than our class declares the resource. */
export function readCallerInfo(value: unknown): CallerInfo | undefined {
    const { run, number, name } = Object(value) as Record<string, unknown>;
    return (run === "preview" || run === "update") && typeof number === "number" && typeof name === "string"
        ? { run, number, name }
        : undefined;
}
