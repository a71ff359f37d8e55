import { parseProtectionRule, protectionForms } from "./protectionRules";
import { type Found, showValue } from "./sources";
import type { Setting } from "./table";
import { canonicalUrl, urlProblem } from "./vaultUrl";

/** Adds a problem of a setting: the end of a sentence that starts with its source. */
export type Fail = (found: Found, problem: string) => undefined;

/** Parses a value, or an entry of a list, by the type of its setting. Adds a problem if it is wrong. */
export function parseValue(found: Found, setting: Setting, fail: Fail): string | number | boolean | undefined {
    const { value } = found;
    const refuse = (expected: string) => fail(found, `is ${showValue(found)}: it must be ${expected}.`);
    switch (setting.type) {
        case "boolean":
            return /^(true|false)$/.test(value) ? value === "true" : refuse("true or false");
        case "integer":
        case "number":
            return isNumber(value, setting) ? Number(value) : refuse(describeNumber(setting));
        case "protectionRule":
            return parseProtectionRule(value) ? value : refuse(protectionForms);
        case "baseUrl":
        case "endpointUrl":
            return parseUrl(found, setting.type === "baseUrl", fail);
        default:
            if (setting.enum) {
                return setting.enum.includes(value) ? value : refuse(formatAlternatives(setting.enum));
            }
            // Any text can be a secret.
            return !setting.secret && parseJson(value)
                ? fail(found, "must be a single value, not a list or an object.")
                : value;
    }
}

/** Splits a list: JSON, as `pulumi config set --path` makes it, or a text with commas. Drops empty entries. */
export function parseList(found: Found, fail: Fail): string[] {
    const list = parseJson(found.value) ?? found.value.split(",");
    if (!Array.isArray(list) || list.some((entry) => typeof entry !== "string" && typeof entry !== "number")) {
        fail(found, "must be a list of texts, or values separated by commas.");
        return [];
    }
    return list.map((entry) => String(entry).trim()).filter((entry) => entry !== "");
}

/** Returns a list such as `strict, warn or off`. Node's `Intl` would take 5 MB of memory and 5 ms for it. */
function formatAlternatives(choices: readonly string[]): string {
    return `${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}`;
}

function isNumber(text: string, { type, minimum = 0, maximum = 0 }: Setting): boolean {
    const pattern = type === "integer" ? /^\d+$/ : /^\d+(\.\d+)?$/;
    return pattern.test(text) && Number(text) >= minimum && Number(text) <= maximum;
}

function describeNumber({ type, unit, minimum = 0, maximum = 0 }: Setting): string {
    return `a ${type === "integer" ? "whole number" : "number"} of ${unit} from ${minimum} to ${maximum}`;
}

function parseUrl(found: Found, isBase: boolean, fail: Fail): string | undefined {
    const problem = urlProblem(found.value, isBase);
    if (problem !== undefined) {
        return fail(found, problem);
    }
    // An endpoint keeps the slash at its end, which can be part of its name.
    return isBase ? canonicalUrl(found.value) : new URL(found.value).href;
}

/** Returns the list or object that a text holds as JSON. */
function parseJson(text: string): object | undefined {
    try {
        return /^[[{]/.test(text) ? JSON.parse(text) : undefined;
    } catch {
        return undefined;
    }
}
