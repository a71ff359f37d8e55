import { distance } from "fastest-levenshtein";
import { type FieldRule, isObject, type NamedRules } from "./fieldRules";

/** The object of a check, as errors name it. */
export interface Subject {
    /** The object itself, such as "passwords[2]". */
    readonly name: string;
    /** The text before the name of an unknown field. */
    readonly unknown: string;
    /** The text before the name of a known field. */
    readonly prefix: string;
}

/** Returns the subject at a path, such as "passwords[2]". */
export function subjectAt(path: string): Subject {
    return { name: path, unknown: `${path}: unknown field`, prefix: `${path}.` };
}

/**
 * Returns the problems of an object, a line each: its unknown fields, then its wrong and missing ones.
 * In an open object, a field is unknown only if its name is near a known one.
 */
export function fieldProblems(value: unknown, rules: NamedRules, subject: Subject, open = false): string[] {
    if (!isObject(value)) {
        return [`${subject.name} must be an object, not ${display(value)}`];
    }
    const unknown = Object.keys(value)
        .filter((name) => !Object.hasOwn(rules, name))
        .map((name) => ({ name, question: suggestion(name, Object.keys(rules)) }))
        .filter(({ question }) => !open || question !== "")
        .map(({ name, question }) => `${subject.unknown} ${JSON.stringify(name)}.${question}`);
    const wrong = Object.entries(rules).flatMap(([name, rule]) =>
        valueProblems(value[name], rule, `${subject.prefix}${name}`),
    );
    return [...unknown, ...wrong];
}

/** Throws an error with all problems, a line each. */
export function assertNoProblems(problems: readonly string[]): void {
    if (problems.length > 0) {
        throw new Error(problems.join("\n"));
    }
}

function valueProblems(value: unknown, rule: FieldRule<unknown>, path: string): string[] {
    if (value === undefined) {
        return rule.required ? [`${path} is missing: expected ${rule.expected}`] : [];
    }
    if (rule.accepts(value)) {
        return rule.fields === undefined ? [] : fieldProblems(value, rule.fields, subjectAt(path), rule.open);
    }
    return [`${path} must be ${rule.expected}, not ${rule.secret ? typeOf(value) : display(value)}`];
}

/** Returns the question for the nearest known name. It is empty if no name is near. */
function suggestion(name: string, known: readonly string[]): string {
    const [nearest] = known
        .map((one) => ({ one, edits: distance(name.toLowerCase(), one.toLowerCase()) }))
        .filter(({ one, edits }) => edits <= one.length / 3)
        .sort((first, second) => first.edits - second.edits);
    return nearest === undefined ? "" : ` Did you mean "${nearest.one}"?`;
}

/** Returns a value in one line. Objects, which can be large, give only their type. */
function display(value: unknown): string {
    if (typeof value === "string") {
        return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
    }
    return ["number", "boolean", "undefined"].includes(typeof value) || value === null ? String(value) : typeOf(value);
}

function typeOf(value: unknown): string {
    if (Array.isArray(value)) {
        return "an array";
    }
    if (typeof value === "string") {
        return value === "" ? "an empty text" : "a text";
    }
    return value === null ? "null" : typeof value === "object" ? "an object" : `a ${typeof value}`;
}
