/** Records what commands print of each case, with one name for the resources of all cases. */
import assert from "node:assert/strict";
import type { Entry } from "./errorsOutput";
import { type Command, commands, type Outcome, type Stage } from "./errorsStage";

/** The text that one command prints of one case. */
export interface Printed {
    text: string;
    /** Whether the command succeeds. */
    succeeded: boolean;
}

/** Returns the case of a message: false for a message to ignore, undefined for one that nobody expects. */
export type CaseOf = (entry: Entry, stage: Stage) => string | false | undefined;

/** All recorded texts, by case and command. */
export class Texts {
    readonly #texts = new Map<string, Map<Command, Printed>>();

    /** Returns what each command prints of a case, in the order of the page. */
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

    /** Runs commands that print one message each, of this case. A preview and an `up` that fails in it run side by side. */
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
                this.#add(key, command, alike(entry, stage), outcome.succeeded);
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

/** Returns the message with the resource former-dba and the password 312 in place of its own. */
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
