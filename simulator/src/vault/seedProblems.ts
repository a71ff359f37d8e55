import { fieldProblems, subjectAt } from "../shared/fieldProblems";
import { isObject, wholeNumber } from "../shared/fieldRules";
import { passwordSeedRules } from "./passwordSeed";

/** The rules of a seed, and of a password that another simulator or `removePassword` leaves: its count starts again. */
const rules = { ...passwordSeedRules, changes: wholeNumber(0) };

/** Returns the problems of one seed, a line each. */
export function seedProblems(seed: unknown, path: string): string[] {
    return fieldProblems(seed, rules, subjectAt(path));
}

/** Returns the problems of all seeds of a vault, a line each. Each number may occur once. */
export function seedListProblems(seeds: readonly unknown[]): string[] {
    const places = new Map<unknown, string>();
    return Array.from(seeds).flatMap((seed, index) => {
        const path = `passwords[${index}]`;
        const problems = seedProblems(seed, path);
        const identifier = isObject(seed) ? seed.identifier : undefined;
        const first = places.get(identifier);
        if (first !== undefined) {
            problems.push(`${path}.identifier ${identifier} is already the identifier of ${first}`);
        } else if (passwordSeedRules.identifier.accepts(identifier)) {
            places.set(identifier, path);
        }
        return problems;
    });
}
