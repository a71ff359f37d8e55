import { parseProtectionRule, protectionForms } from "./protectionRules";
import type { Setting } from "./setting";
import { canonicalUrl, urlProblem } from "./vaultUrl";

/** A parsed value, or the problem as the end of a sentence that starts with the setting. */
export type Parsed<T> = { value: T } | { problem: string };

/** Parses a text by the type and format of its setting; `shown` is the text as an error may show it. */
export function parseScalar(text: string, setting: Setting, shown: string): Parsed<string | number | boolean> {
    switch (setting.type) {
        case "number":
        case "integer":
            return parseNumber(text, setting, shown);
        case "boolean":
            return parseChoice(text, ["true", "false"], shown, (value) => value === "true");
        default:
            // Any text can be a secret.
            if (!setting.secret && parseJson(text) !== undefined) {
                return { problem: "must be a single value, not a list or an object." };
            }
            return setting.enum ? parseChoice(text, setting.enum, shown, String) : parseText(text, setting, shown);
    }
}

/** Parses the format of one text, which may be an entry of a list. */
export function parseText(text: string, { format }: Setting, shown: string): Parsed<string> {
    if (format === "baseUrl" || format === "endpointUrl") {
        const isBase = format === "baseUrl";
        const problem = urlProblem(text, isBase);
        // An endpoint keeps the slash at its end, which can be part of its name.
        return problem === undefined ? { value: isBase ? canonicalUrl(text) : new URL(text).href } : { problem };
    }
    if (format === "protectionRule" && parseProtectionRule(text) === undefined) {
        return { problem: `is ${shown}: it must be ${protectionForms}.` };
    }
    return { value: text };
}

/** Splits a list: JSON, as `pulumi config set --path` makes it, or a text with commas. Drops empty entries. */
export function parseList(text: string): Parsed<string[]> {
    const json = parseJson(text) ?? text.split(",");
    return Array.isArray(json) && json.every((entry) => typeof entry === "string" || typeof entry === "number")
        ? { value: json.map((entry) => String(entry).trim()).filter((entry) => entry !== "") }
        : { problem: "must be a list of texts, or values separated by commas." };
}

function parseNumber(text: string, { type, unit, minimum = 0, maximum = 0 }: Setting, shown: string): Parsed<number> {
    const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
    const isWhole = type === "integer";
    return value >= minimum && value <= maximum && (!isWhole || Number.isInteger(value))
        ? { value }
        : {
              problem: `is ${shown}: it must be a ${isWhole ? "whole " : ""}number of ${unit} from ${minimum} to ${maximum}.`,
          };
}

function parseChoice<T>(
    text: string,
    choices: readonly string[],
    shown: string,
    convert: (choice: string) => T,
): Parsed<T> {
    const all = `${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}`;
    return choices.includes(text) ? { value: convert(text) } : { problem: `is ${shown}: it must be ${all}.` };
}

/** Returns the list or object that a text holds as JSON. */
function parseJson(text: string): object | undefined {
    if (!/^[[{]/.test(text)) {
        return undefined;
    }
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}
