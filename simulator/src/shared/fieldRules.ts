/** The rule of a field: the values that it accepts. */
export interface FieldRule<T> {
    /** The accepted values as errors name them, such as "true or false". */
    readonly expected: string;
    accepts(value: unknown): value is T;
    /** True if the value can be a secret, which no error shows. */
    readonly secret?: boolean;
    readonly required?: boolean;
    /** The rules of an object's own fields. */
    readonly fields?: NamedRules;
    /** True if the object may have other fields, whose names are not near a known one. */
    readonly open?: boolean;
}

/** The rules of an object's fields by their names. */
export type NamedRules = Readonly<Record<string, FieldRule<unknown>>>;

/** The rule of a field that every object must have. */
export type RequiredRule<T> = FieldRule<T> & { readonly required: true };

/** A rule for each field of an interface. The compiler compares them with the types of the fields. */
export type FieldRules<T> = {
    readonly [Name in keyof T]-?: undefined extends T[Name] ? FieldRule<NonNullable<T[Name]>> : RequiredRule<T[Name]>;
};

export const text: FieldRule<string> = {
    expected: "a text",
    accepts: (value): value is string => typeof value === "string",
};

export const nonEmptyText: FieldRule<string> = {
    expected: "a text that is not empty",
    accepts: (value): value is string => typeof value === "string" && value !== "",
};

export const flag: FieldRule<boolean> = {
    expected: "true or false",
    accepts: (value): value is boolean => typeof value === "boolean",
};

export const finiteNumber: FieldRule<number> = { expected: "a number", accepts: isFiniteNumber };

export const positiveNumber: FieldRule<number> = {
    expected: "a number above 0",
    accepts: (value): value is number => isFiniteNumber(value) && value > 0,
};

/** Returns the rule of a function. */
export function aFunction<T extends (...args: never[]) => unknown>(): FieldRule<T> {
    return { expected: "a function", accepts: (value): value is T => typeof value === "function" };
}

/** Returns the rule of an array. Its entries have rules of their own. */
export function arrayOf<T>(entries: string): FieldRule<T[]> {
    return { expected: `an array of ${entries}`, accepts: (value): value is T[] => Array.isArray(value) };
}

/** Returns the rule of one of a few texts. */
export function oneOf<T extends string>(values: readonly T[]): FieldRule<T> {
    return {
        expected: `one of ${values.join(", ")}`,
        accepts: (value): value is T => (values as readonly unknown[]).includes(value),
    };
}

/** Returns the rule of a whole number within bounds. */
export function wholeNumber(lowest: number, highest = Number.MAX_SAFE_INTEGER): FieldRule<number> {
    const bounds = highest === Number.MAX_SAFE_INTEGER ? `from ${lowest}` : `from ${lowest} to ${highest}`;
    return {
        expected: `a whole number ${bounds}`,
        accepts: (value): value is number =>
            isFiniteNumber(value) && Number.isSafeInteger(value) && value >= lowest && value <= highest,
    };
}

/** Returns the rule of a number of seconds. */
export function seconds(highest: number): FieldRule<number> {
    return duration("seconds", highest);
}

/** The rule of a wait. The highest number is that of Node's timers. */
export const milliseconds: FieldRule<number> = duration("milliseconds", 2 ** 31 - 1);

/** Returns a rule that accepts `Infinity` too. */
export function orInfinity({ expected, accepts }: FieldRule<number>): FieldRule<number> {
    return {
        expected: `${expected}, or Infinity`,
        accepts: (value): value is number => value === Number.POSITIVE_INFINITY || accepts(value),
    };
}

/** Returns the rule of an object with these fields. */
export function objectOf<T extends object>(fields: FieldRules<T>): FieldRule<T> {
    return { expected: "an object", accepts: isObject as (value: unknown) => value is T, fields };
}

/** Returns the rule of an object that may have other fields, such as a certificate with methods of its own. */
export function openObjectOf<T extends object>(fields: FieldRules<T>): FieldRule<T> {
    return { ...objectOf(fields), open: true };
}

/** Returns a rule with another description, for what the type alone does not say. */
export function described<T>(rule: FieldRule<T>, expected: string): FieldRule<T> {
    return { ...rule, expected };
}

/** Returns the rule of a field that every object must have. */
export function required<T>(rule: FieldRule<T>): RequiredRule<T> {
    return { ...rule, required: true };
}

/** Returns the rule of a field whose value no error shows. */
export function secret<T>(rule: FieldRule<T>): FieldRule<T> {
    return { ...rule, secret: true };
}

/** Returns true for an object that is no array. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function duration(unit: string, highest: number): FieldRule<number> {
    return {
        expected: `a number of ${unit} from 0 to ${highest}`,
        accepts: (value): value is number => isFiniteNumber(value) && value >= 0 && value <= highest,
    };
}

function isFiniteNumber(value: unknown): value is number {
    return Number.isFinite(value);
}
