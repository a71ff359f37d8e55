import { type Properties, unknownValue } from "../shared/properties";

/** The text that stands for an unknown value in the SDK's dynamic provider (`runtime/rpc.ts`, `unknownValue`). */
export const wireUnknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Replaces the SDK's text for unknown values by {@link unknownValue}. */
export function fromWire(properties: Properties): Properties {
    return mapDeep(properties, (value) => (value === wireUnknown ? unknownValue : value)) as Properties;
}

/** Replaces {@link unknownValue} by the SDK's text. */
export function toWire(properties: Properties): Properties {
    return mapDeep(properties, (value) => (value === unknownValue ? wireUnknown : value)) as Properties;
}

function mapDeep(value: unknown, map: (value: unknown) => unknown): unknown {
    if (Array.isArray(value)) {
        return value.map((item) => mapDeep(item, map));
    }
    if (typeof value === "object" && value !== null) {
        return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapDeep(item, map)]));
    }
    return map(value);
}
