/** Takes down what commands print of each case, once a case's resources are named alike. */
import assert from "node:assert/strict";
import type { Entry } from "./errorsOutput";
import { type Command, commands, type Outcome, type Stage } from "./errorsStage";

/** What one command prints of one case. */
export interface Told {
    text: string;
    /** Whether the command succeeds all the same. */
    succeeded: boolean;
}

/** Finds the case that a message is about; false where it may be left out, undefined where nobody expects it. */
export type CaseOf = (entry: Entry, stage: Stage) => string | false | undefined;

/** All that was taken down, by case and command. */
export class Texts {
    readonly #texts = new Map<string, Map<Command, Told>>();

    /** What each command prints of a case, in the page's order. */
    of(key: string): [Command, Told][] {
        const told = this.#texts.get(key) ?? assert.fail(`nothing was taken down of ${key}`);
        return commands.flatMap((command): [Command, Told][] => {
            const found = told.get(command);
            return found === undefined ? [] : [[command, found]];
        });
    }

    /** Everything, by case and command. */
    all(): { key: string; command: Command; text: string }[] {
        return [...this.#texts].flatMap(([key, told]) =>
            [...told].map(([command, { text }]) => ({ key, command, text })),
        );
    }

    /** Runs commands whose one message is all of this case; a preview and an up that it refuses go side by side. */
    async takeDown(stage: Stage, key: string, ...all: Command[]): Promise<void> {
        const [first, second, ...rest] = all;
        if (first === "preview" && second === "up") {
            await Promise.all([this.#takeOne(stage, key, first), this.#takeOne(stage, key, second)]);
            return this.takeDown(stage, key, ...rest);
        }
        for (const command of all) {
            await this.#takeOne(stage, key, command);
        }
    }

    /** Runs a command that has one message for each of many cases. */
    async takeDownEach(stage: Stage, command: Command, caseOf: CaseOf, ...args: string[]): Promise<Outcome> {
        const outcome = await stage.run(command, ...args);
        for (const entry of outcome.entries) {
            const key = caseOf(entry, stage) ?? assert.fail(`of no case: ${entry.text}\n${outcome.output}`);
            if (key !== false) {
                this.#add(key, command, alike(entry, stage), outcome.succeeded);
            }
        }
        return outcome;
    }

    async #takeOne(stage: Stage, key: string, command: Command): Promise<void> {
        const { entries, output, succeeded } = await stage.run(command);
        const [entry, ...others] = entries;
        assert.ok(
            entry !== undefined && others.length === 0,
            `${key}: not one message, but ${entries.length}:\n${output}`,
        );
        this.#add(key, command, alike(entry, stage), succeeded);
    }

    #add(key: string, command: Command, text: string, succeeded: boolean): void {
        const told = this.#texts.get(key) ?? new Map<Command, Told>();
        assert.ok(!told.has(command), `${command} has a second message of ${key}: ${text}`);
        this.#texts.set(key, told.set(command, { text, succeeded }));
    }
}

/** The case that bears the name of the resource, or whose password the message names. */
export const byResource = ({ resource, text }: Entry, { declared }: Stage): string | undefined =>
    resource in declared
        ? resource
        : Object.keys(declared).find((name) => new RegExp(`\\b${declared[name]?.identifier}\\b`).test(text));

/** The message as if it were of resource former-dba and password 312. */
function alike({ resource, text }: Entry, { declared }: Stage): string {
    let told = text;
    for (const [name, { identifier }] of Object.entries(declared)) {
        told = told.replaceAll(`'${name}'`, name === resource ? "'former-dba'" : "'another'");
        if (Number(identifier) > 0) {
            told = told.replace(new RegExp(`\\b${identifier}\\b`, "g"), "312");
        }
    }
    return told;
}
