import { isStructured, listIn } from "./structured";
import { canonicalUrl, urlProblem } from "./vaultUrl";

/** Reads one key of the stack's configuration, such as `mysafe:url`; undefined where it is not set. */
export type ReadConfig = (key: string) => unknown;

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting as it was found, and how errors name where. */
export interface Found {
    value: string;
    /** `mysafe:url (stack config)` or `SENHASEGURA_URL (environment)`. */
    from: string;
    /** A sentence that names both places, with a space before it; empty where there is one only. */
    places: string;
}

/**
 * What white space around a value means, and what brackets: "plain" values are trimmed, and are no list and no object;
 * a "secret" is trimmed, and can be anything; a "passphrase" is taken as it is, but for the end of the line.
 */
export type ValueFormat = "plain" | "secret" | "passphrase";

/** Reads settings one by one, and gathers what is wrong with them. A wrong one reads as if it were not set. */
export interface SettingsReader {
    /** What is wrong so far, a sentence each. */
    readonly problems: string[];
    /** A setting from the stack's configuration, else from the environment. */
    read(name: string, variable?: string, kind?: ValueFormat): Found | undefined;
    /** The same, but a missing one is a problem. */
    required(name: string, variable: string, example: string, kind?: ValueFormat): Found | undefined;
    /** A URL in its canonical spelling; empty where there is none. */
    address(found: Found | undefined, isBase: boolean): string;
    /** A number within bounds; `preset` where it is not set. */
    number(name: string, range: NumberRange): number;
    /** A number as above, where there is no preset. */
    optionalNumber(name: string, range: Omit<NumberRange, "preset">): number | undefined;
    /** Values separated by commas, or a list (`pulumi config set --path 'mysafe:name[0]' …`); empty ones are left out. */
    list(name: string): string[];
    /** One of some words; the first of them where it is not set. */
    choice<T extends string>(name: string, words: readonly [T, ...T[]]): T;
}

/** What a number may be. */
export interface NumberRange {
    unit: string;
    preset: number;
    least: number;
    most: number;
    /** Whether fractions are accepted. */
    fractions?: boolean;
}

/** Makes a reader of the stack's configuration (namespace `mysafe`) and of the environment. */
export function createSettingsReader(config: ReadConfig, env: Environment): SettingsReader {
    const problems: string[] = [];

    function read(name: string, variable?: string, kind: ValueFormat = "plain"): Found | undefined {
        const trimmed = (text: string) => (kind === "passphrase" ? text.replace(/\r?\n$/, "") : text.trim());
        const configured = config(`mysafe:${name}`) ?? "";
        if (typeof configured === "object" || (kind === "plain" && isStructured(configured))) {
            problems.push(`mysafe:${name} (stack config) must be a single value, not a list or an object.`);
            return undefined;
        }
        const places = variable === undefined ? "" : ` It is read from mysafe:${name}, then from ${variable}.`;
        const fromConfig = trimmed(String(configured));
        if (fromConfig !== "") {
            return { value: fromConfig, from: `mysafe:${name} (stack config)`, places };
        }
        const fromEnvironment = variable === undefined ? "" : trimmed(env[variable] ?? "");
        return fromEnvironment === ""
            ? undefined
            : { value: fromEnvironment, from: `${variable} (environment)`, places };
    }

    function number(name: string, range: Omit<NumberRange, "preset">): number | undefined {
        const { unit, least, most, fractions = false } = range;
        const found = read(name);
        if (found === undefined) {
            return undefined;
        }
        const value = /^\d+(\.\d+)?$/.test(found.value) ? Number(found.value) : Number.NaN;
        if (value >= least && value <= most && (fractions || Number.isInteger(value))) {
            return value;
        }
        const kind = fractions ? "a number" : "a whole number";
        problems.push(
            `${found.from} is ${quoted(found.value)}: it must be ${kind} of ${unit} from ${least} to ${most}.`,
        );
        return undefined;
    }

    return {
        problems,
        read,

        required(name, variable, example, kind) {
            const before = problems.length;
            const found = read(name, variable, kind);
            if (found === undefined && problems.length === before) {
                problems.push(`mysafe:${name} is missing: run \`pulumi config set ${example}\`, or set ${variable}.`);
            }
            return found;
        },

        address(found, isBase) {
            if (found === undefined) {
                return "";
            }
            const problem = urlProblem(found.value, isBase);
            if (problem !== undefined) {
                problems.push(`${found.from} ${problem}${found.places}`);
                return "";
            }
            // A token endpoint's URL is taken as it is: some end with a slash.
            return isBase ? canonicalUrl(found.value) : new URL(found.value).href;
        },

        number: (name, range) => number(name, range) ?? range.preset,
        optionalNumber: number,

        list(name) {
            const values = listIn(config(`mysafe:${name}`) ?? "");
            if (values === undefined) {
                problems.push(`mysafe:${name} (stack config) must be a list, or values separated by commas.`);
            }
            return values ?? [];
        },

        choice(name, words) {
            const found = read(name);
            const chosen = words.find((word) => word === found?.value);
            if (found !== undefined && chosen === undefined) {
                const all = `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
                problems.push(`${found.from} is ${quoted(found.value)}: it must be ${all}.`);
            }
            return chosen ?? words[0];
        },
    };
}

/** A value as errors repeat it: in one line, and not the whole of a long one. */
export function quoted(value: string): string {
    const line = value.replace(/[\s\p{Cc}]+/gu, " ");
    return `"${line.length > 60 ? `${line.slice(0, 60)}…` : line}"`;
}
