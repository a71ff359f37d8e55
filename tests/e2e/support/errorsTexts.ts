/** Records the messages of each case, with one resource name for all cases. */
import assert from "node:assert/strict";
import type { Entry } from "./errorsOutput";
import { type Command, commands, type Outcome, type Stage } from "./errorsStage";

/** The text of one case in one command. */
export interface Printed {
    text: string;
    /** True if the command succeeds. */
    succeeded: boolean;
}

/** Returns the case of a message. Returns false for a message to ignore and undefined for an unexpected one. */
export type CaseOf = (entry: Entry, stage: Stage) => string | false | undefined;

/** All recorded texts, by case and command. */
export class Texts {
    readonly #texts = new Map<string, Map<Command, Printed>>();

    /** Returns the text of a case in each command, in the order of the page. */
    of(key: string): [Command, Printed][] {
        const printed = this.#texts.get(key) ?? assert.fail(`no text of ${key}`);
        return commands.flatMap((command): [Command, Printed][] => {
            const found = printed.get(command);
            return found === undefined ? [] : [[command, found]];
        });
    }

    /** Returns all texts, by case and command. */
    all(): { key: string; command: Command; text: string }[] {
        return [...this.#texts].flatMap(([key, printed]) =>
            [...printed].map(([command, { text }]) => ({ key, command, text })),
        );
    }

    /** Runs commands that print one message of this case. A preview and an `up` that fails in it run in parallel. */
    async record(stage: Stage, key: string, ...all: Command[]): Promise<void> {
        const [first, second, ...rest] = all;
        if (first === "preview" && second === "up") {
            await Promise.all([this.#recordOne(stage, key, first), this.#recordOne(stage, key, second)]);
            return this.record(stage, key, ...rest);
        }
        for (const command of all) {
            await this.#recordOne(stage, key, command);
        }
    }

    /** Runs a command that prints one message for each of many cases. */
    async recordEach(stage: Stage, command: Command, caseOf: CaseOf, ...args: string[]): Promise<Outcome> {
        const outcome = await stage.run(command, ...args);
        for (const entry of outcome.entries) {
            const key = caseOf(entry, stage) ?? assert.fail(`a message of no case: ${entry.text}\n${outcome.output}`);
            if (key !== false) {
                const whole = { ...entry, text: withCause(entry.text, outcome.entries) };
                this.#add(key, command, alike(whole, stage), outcome.succeeded);
            }
        }
        return outcome;
    }

    async #recordOne(stage: Stage, key: string, command: Command): Promise<void> {
        const { entries, output, succeeded } = await stage.run(command);
        const [entry, ...others] = entries;
        assert.ok(
            entry !== undefined && others.length === 0,
            `${key}: ${entries.length} messages, not one:\n${output}`,
        );
        this.#add(key, command, alike(entry, stage), succeeded);
    }

    #add(key: string, command: Command, text: string, succeeded: boolean): void {
        const printed = this.#texts.get(key) ?? new Map<Command, Printed>();
        assert.ok(!printed.has(command), `${command} has a second message of ${key}: ${text}`);
        this.#texts.set(key, printed.set(command, { text, succeeded }));
    }
}

/** Returns the case with the name of the resource, or with the password that the message names. */
export const byResource = ({ resource, text }: Entry, { declared }: Stage): string | undefined =>
    resource in declared
        ? resource
        : Object.keys(declared).find((name) => new RegExp(`\\b${declared[name]?.identifier}\\b`).test(text));

/** Returns a text with cause and solution, which resources that fail alike in one run print once. */
function withCause(text: string, entries: readonly Entry[]): string {
    const [line = "", request] = /^.*see the run's first error about (.+)\.$/m.exec(text) ?? [];
    if (request === undefined) {
        return text;
    }
    const first = entries.find((other) => other.text.includes(`${request} failed`) && other.text.includes("Cause: "));
    const lines = first?.text.split("\n") ?? assert.fail(`no error about ${request}`);
    return text.replace(line, () => lines.slice(lines.findIndex((one) => one.includes("Cause: "))).join("\n"));
}

/** Replaces resource and password of a message by former-dba and 312. */
function alike({ resource, text }: Entry, { declared }: Stage): string {
    let printed = text;
    for (const [name, { identifier }] of Object.entries(declared)) {
        printed = printed.replaceAll(`'${name}'`, name === resource ? "'former-dba'" : "'another'");
        if (Number(identifier) > 0) {
            printed = printed.replace(new RegExp(`\\b${identifier}\\b`, "g"), "312");
        }
    }
    return printed;
}
