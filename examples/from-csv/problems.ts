import { RunError } from "@pulumi/pulumi";

/** Characters that nobody sees, spaces other than the plain one, and the mark of a lost character. */
const unseen = /[\p{C}\p{Default_Ignorable_Code_Point}\u2800\ufffd]|(?! )\p{Z}/gu;

/** Returns the error that ends the program, with a line for each problem. */
export function refusal(file: string, problems: string[]): RunError {
    const all = problems.map((problem) => `  ${problem}`).join("\n");
    return new RunError(`${file} has ${count(problems.length, "problem")}, so nothing is disabled:\n${all}`);
}

export function count(number: number, noun: string): string {
    return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** Returns a text in quotes, with the codes of characters that nobody sees. */
export function quoted(text: string): string {
    return `"${text.replace(unseen, (each) => `<U+${each.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}>`)}"`;
}

/** Returns a text without the characters that nobody sees. */
export function visible(text: string): string {
    return text.replace(unseen, "");
}
