import { hasUnknown, type Properties } from "../shared/properties";
import type { ReadConfig } from "./sources";

const namespace = "mysafe:";

/**
 * Returns a function that reads settings from the arguments of a provider, by keys such as `mysafe:url`. An unknown value
 * reads as one that is not set.
 *
 * @param nameOf Returns the argument of a setting.
 */
export function createArgumentReader(properties: Properties, nameOf: (setting: string) => string = String): ReadConfig {
    return (key) => {
        const value = properties[nameOf(key.slice(namespace.length))] ?? undefined;
        if (value === undefined || hasUnknown(value)) {
            return undefined;
        }
        return typeof value === "object" ? JSON.stringify(value) : String(value);
    };
}
