/** Properties from a door: anything that a program can declare or a state can hold. */
export type Properties = Readonly<Record<string, unknown>>;

/** Stands for a value that is unknown in a preview, such as an output of a resource that does not exist yet. */
export const unknownValue: unique symbol = Symbol("unknown in preview");

/** Returns the properties that have a value. */
export function withoutMissing(properties: Properties): Properties {
    return Object.fromEntries(Object.entries(properties).filter(([, value]) => (value ?? undefined) !== undefined));
}

/** Returns the properties with these names. */
export function pick(properties: Properties, names: readonly string[]): Properties {
    return Object.fromEntries(names.map((name) => [name, properties[name]]));
}

/** Returns whether a value, or a part of it, is unknown. */
export function hasUnknown(value: unknown): boolean {
    return (
        value === unknownValue || (typeof value === "object" && value !== null && Object.values(value).some(hasUnknown))
    );
}
