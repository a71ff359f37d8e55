import { readFileSync } from "node:fs";
import { RunError } from "@pulumi/pulumi";

/** A line of the file. */
export interface Person {
    line: number;
    /** In lower case, since user names mean the same in any case. */
    username: string;
    ticket: string;
    /** True where the file says that an earlier run disabled the passwords. */
    done: boolean;
}

const header = "username,ticket,done";

/** Reads the people of the file. @throws RunError with all wrong lines. */
export function readPeople(file: string): Person[] {
    const [first = "", ...lines] = readFileSync(file, "utf8").replace("\uFEFF", "").split(/\r?\n/);
    const people = new Map<string, Person>();
    const problems = first.trim() === header ? [] : [`line 1: it is not ${header}`];
    for (const [index, text] of lines.entries()) {
        const line = index + 2;
        const [, name = "", ticket = "", done] = /^([^\s,;"]+),(CHG-\d+),(done)?$/.exec(text.replace(/\s/g, "")) ?? [];
        const username = name.toLowerCase();
        const earlier = people.get(username);
        if (earlier !== undefined) {
            problems.push(`line ${line}: ${username} is already on line ${earlier.line}`);
        } else if (username !== "") {
            people.set(username, { line, username, ticket, done: done !== undefined });
        } else if (text.trim() !== "") {
            problems.push(`line ${line}: "${text}" is not like m.souza,CHG-2041, or m.souza,CHG-2041,done`);
        }
    }
    refuse(file, problems);
    return [...people.values()];
}

/** Does nothing without a problem. @throws RunError with all problems. */
export function refuse(file: string, problems: string[]): void {
    if (problems.length > 0) {
        const lines = problems.map((problem) => `\n  ${problem}`).join("");
        throw runError(`${file} is refused, so nothing is disabled:${lines}`);
    }
}

/** Returns an error that Pulumi prints without a stack. To map its stack to TypeScript would take many seconds. */
export function runError(message: string): RunError {
    return Object.assign(new RunError(message), { stack: message });
}
