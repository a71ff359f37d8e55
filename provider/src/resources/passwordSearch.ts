import { RunError } from "@pulumi/pulumi/errors";
import { info, warn } from "@pulumi/pulumi/log";
import { Output } from "@pulumi/pulumi/output";
import { getConfig } from "@pulumi/pulumi/runtime/config";
import type { Filters } from "../client/filters";
import type { ListedPassword } from "../client/responses";
import { perProgramRun } from "../dynamic/perProgramRun";
import { warnOfUnknownConfig } from "../dynamic/unknownConfig";
import type { Log } from "../shared/log";
import type { GetPasswordsArgs, VaultPassword } from "./getPasswords";

const argumentNames = ["tag", "username", "name", "url"];

/** A call of a program that searches, by the function's name and as messages show it. */
export interface SearchCall {
    name: string;
    shown: string;
}

/** A call as messages show it: none of its arguments where one is a secret. */
export function asCall(name: string, args: GetPasswordsArgs, isSecret: boolean): SearchCall {
    const shown = Object.entries(Object(args)).map(
        ([argument, value]) =>
            `${argument}: ${isSecret ? "[secret]" : typeof value === "string" ? JSON.stringify(value) : typeof value}`,
    );
    return { name, shown: shown.length === 0 ? `${name}()` : `${name}({ ${shown.join(", ")} })` };
}

/**
 * What the list of this run has for these arguments.
 *
 * @throws RunError for wrong arguments, and where there is no list.
 */
export async function search({ name, shown }: SearchCall, args: GetPasswordsArgs): Promise<VaultPassword[]> {
    const filters = readArguments(name, args);
    warnOfUnknownConfig();
    const found = await list().catch((error: Error) => {
        throw refusal(`${shown}: ${error.message}`);
    });
    // No page says how the vault's own filters compare: one that is stricter would find less, and nobody would see it.
    return found.filter(client().matchesFilters(filters)).map(({ identifier, canWrite, tags, ...described }) => {
        if (!Number.isSafeInteger(Number(identifier))) {
            throw refusal(
                `${shown}: the vault's list has the identifier ${JSON.stringify(identifier)}, which is no whole number.`,
            );
        }
        return { ...described, identifier: Number(identifier), tags: [...tags], canWrite: canWrite };
    });
}

/** An error without a stack trace, which the SDK would print where the program waits for no result. */
export function refusal(message: string): RunError {
    return Object.assign(new RunError(message), { stack: message });
}

function readArguments(name: string, args: unknown): Filters {
    if (typeof args !== "object" || args === null || Array.isArray(args)) {
        throw refusal(`${name} takes an object of arguments, such as { username: "m.souza" }.`);
    }
    const entries = Object.entries(args);
    for (const [argument, value] of entries) {
        if (!argumentNames.includes(argument)) {
            throw refusal(`${name} has no argument \`${argument}\`: there are ${argumentNames.join(", ")}.`);
        }
        if (Output.isInstance(value) || value instanceof Promise) {
            throw refusal(`${name}: \`${argument}\` is known later alone. ${name}Output takes outputs and promises.`);
        }
        if (typeof value !== "string" || value.trim() === "") {
            throw refusal(`${name}: \`${argument}\` must be a text that is not empty. Is what it comes from set?`);
        }
    }
    return Object.fromEntries(entries);
}

/** All that the vault lists, asked for once in a run. */
function list(): Promise<readonly ListedPassword[]> {
    return perProgramRun("list", async () => {
        const { explanationsOfSearch, readSettings, Vault } = client();
        const vault = new Vault(readSettings(getConfig, process.env), { log });
        return [...(await vault.list(explanationsOfSearch)).values()];
    });
}

/** Whether it is the first time that this run tells something of a call with these arguments. */
export function tellsFirst(args: GetPasswordsArgs): boolean {
    const told = perProgramRun("told", () => new Set<string>());
    return told.size < told.add(JSON.stringify(args)).size;
}

/** The vault's client, loaded here, since most programs never search. */
export function client(): typeof import("../client/index") {
    return require("./client");
}

const log: Log = { info: tell, warn: (message) => tell(`warning: ${message}`), error: tell, status: tell };

function tell(line: string): void {
    const [, warning] = /^warning: (.*)$/s.exec(line) ?? [];
    void (warning === undefined ? info(`pulumi-mysafe: ${line}`) : warn(warning));
}
