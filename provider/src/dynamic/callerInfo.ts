import type { Caller } from "../checks/declaration";

/**
 * The hidden properties between the program's process and the provider's. Their names begin with two underscores, so the
 * engine does not show them, and no state keeps them: `check` removes the first, and adds the others in previews alone.
 */
export const callerKey = "__caller";
/** The result of a check in a preview: a list of refusals, or a packed plan. */
export const previewKey = "__preview";
export const nameKey = "__name";

/** The name, phase and place of a declaration, which the engine does not give `check`. */
export interface CallerInfo extends Required<Caller> {
    name: string;
    /** The number of the declaration in its program. */
    place: number;
    /** True where the program keeps the identifiers secret. */
    isSecret: boolean;
}

/** Reads the caller info; undefined where another class than ours declares the resource. */
export function readCallerInfo(value: unknown): CallerInfo | undefined {
    const { phase, place, name, isSecret } = Object(value) as Record<string, unknown>;
    return (phase === "preview" || phase === "update") && typeof place === "number" && typeof name === "string"
        ? { phase, place, name, isSecret: isSecret === true }
        : undefined;
}
