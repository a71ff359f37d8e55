import type * as pulumi from "@pulumi/pulumi";
import { RunError } from "@pulumi/pulumi/errors";
import { info, warn } from "@pulumi/pulumi/log";
import { output } from "@pulumi/pulumi/output";
import { getConfig } from "@pulumi/pulumi/runtime/config";
import type { Filters } from "./filters";
import type { Vault } from "./vault";

/**
 * Which passwords to look for: those that fit all that is given, in any case; all that the access key may see, where
 * nothing is. An argument that is given must not be empty, nor undefined: a setting that is missing would else find
 * them all.
 */
export interface GetPasswordsArgs {
    /** One whole tag of theirs. */
    tag?: string;
    /** Their user name, as a whole. */
    username?: string;
    /** A part of their name. */
    name?: string;
    /** A part of their URL. */
    url?: string;
}

/** The same, where values may be known later. */
export type GetPasswordsOutputArgs = { [Name in keyof GetPasswordsArgs]: pulumi.Input<string> };

/** A password as the vault's list call describes it; never its secret. */
export interface VaultPassword {
    /** The vault's identifier, for `PasswordDisablement` and its like. */
    identifier: number;
    /** What it is called in the vault. */
    name: string;
    /** The account that it is for. */
    username: string;
    /** Where it is used. */
    url: string;
    /** Its tags, as the vault spells them. */
    tags: string[];
    /** Whether the access key may see it; true also where the vault says nothing. */
    canView: boolean;
    /** Whether the access key may edit it, and so disable it; true also where the vault says nothing. */
    canWrite: boolean;
}

/**
 * Finds passwords in the vault, in the order of its list, with one list call (`GET api/mysafe/password`) for equal
 * arguments in a program. The vault may leave inactive passwords out of its list.
 *
 * ```ts
 * const found = getPasswords({ username: "m.souza" });
 * const identifiers = found.then((passwords) => passwords.map(({ identifier }) => identifier));
 *
 * new PasswordDisablementSet("m.souza", { identifiers, additive: true });
 * ```
 *
 * It runs in previews and updates, with the settings that the resources have. A search that finds nothing is a warning.
 *
 * @throws RunError when an argument is unknown, empty or undefined, when a setting is missing or wrong, and when the
 * vault refuses the list or cannot be reached: with its cause and the solution.
 */
export async function getPasswords(args: GetPasswordsArgs = {}): Promise<VaultPassword[]> {
    const found = await search("getPasswords", args);
    if (found.length === 0) {
        void warn(
            `${asCall("getPasswords", args)} found no password, so nothing follows from it. The access key sees what is shared with it alone, and the vault can leave inactive passwords out of its list.`,
        );
    }
    return found;
}

/** {@link getPasswords} for arguments that are known later; in a preview they can be unknown, and so is the result. */
export function getPasswordsOutput(args: GetPasswordsOutputArgs = {}): pulumi.Output<VaultPassword[]> {
    return output(args).apply((known) => getPasswords(known as GetPasswordsArgs));
}

/**
 * Finds the one password that fits; otherwise as {@link getPasswords}.
 *
 * @throws RunError when none fits, or more than one: then it lists them.
 */
export async function getPassword(args: GetPasswordsArgs): Promise<VaultPassword> {
    const [one, ...others] = await search("getPassword", args);
    if (one !== undefined && others.length === 0) {
        return one;
    }
    const call = asCall("getPassword", args);
    throw one === undefined
        ? refusal(
              `${call} found no password.\nCause: none that this access key may see fits; inactive ones can be missing in the vault's list.\nSolution: correct the arguments, or declare the password by its identifier.`,
          )
        : refusal(
              [
                  `${call} found ${others.length + 1} passwords, and not one:`,
                  ...[one, ...others].slice(0, mostListed).map(asLine),
                  ...(others.length < mostListed ? [] : [`- and ${others.length + 1 - mostListed} others`]),
                  "Solution: add arguments until one is left, or use getPasswords.",
              ].join("\n"),
          );
}

/** {@link getPassword} for arguments that are known later. */
export function getPasswordOutput(args: GetPasswordsOutputArgs): pulumi.Output<VaultPassword> {
    return output(args).apply((known) => getPassword(known as GetPasswordsArgs));
}

const argumentNames = ["tag", "username", "name", "url"];

/** An error shows so many of what it found. */
const mostListed = 20;

/** The search of this run for these arguments, which is made once. */
async function search(name: string, args: GetPasswordsArgs): Promise<VaultPassword[]> {
    const filters = readArguments(name, args);
    const { vault, searches } = currentRun();
    const key = JSON.stringify(Object.entries(filters).sort());
    const known = searches.get(key) ?? vault().then((opened) => opened.find(filters));
    searches.set(key, known);
    const found = await known.catch((error: Error) => {
        throw refusal(`${asCall(name, args)}: ${error.message}`);
    });
    return found.map(({ identifier, canEdit, tags, ...described }) => {
        if (!Number.isSafeInteger(Number(identifier))) {
            throw refusal(
                `${asCall(name, args)}: the vault's list has the identifier ${JSON.stringify(identifier)}, which is no whole number.`,
            );
        }
        return { ...described, identifier: Number(identifier), tags: [...tags], canWrite: canEdit };
    });
}

/** Without a stack trace, which the SDK would print where the program waits for no result. */
function refusal(message: string): RunError {
    return Object.assign(new RunError(message), { stack: message });
}

function readArguments(name: string, args: GetPasswordsArgs): Filters {
    const entries = Object.entries(Object(args) as object);
    for (const [argument, value] of entries) {
        if (!argumentNames.includes(argument)) {
            throw refusal(`${name} has no argument \`${argument}\`: there are ${argumentNames.join(", ")}.`);
        }
        if (typeof value !== "string" || value.trim() === "") {
            throw refusal(
                `${name}: \`${argument}\` must be a text that is not empty. Leave it out to find passwords whatever theirs is.`,
            );
        }
    }
    return Object.fromEntries(entries.map(([argument, value]) => [argument, value.trim()]));
}

/** One run of a program: its vault, and what it has searched for. */
interface ProgramRun {
    vault(): Promise<Vault>;
    searches: Map<string, ReturnType<Vault["find"]>>;
}

/** Where the SDK keeps what belongs to one run (its `runtime/state.ts`); the same for all copies of it in a process. */
interface SdkGlobals {
    asyncLocalStorage?: { getStore(): object | undefined };
    globalStore?: object;
}

const runs = new WeakMap<object, ProgramRun>();

/** The Automation API has inline programs run in one process, each with a store of the SDK's own. */
function currentRun(): ProgramRun {
    const { asyncLocalStorage, globalStore } = globalThis as SdkGlobals;
    const store = asyncLocalStorage?.getStore() ?? globalStore ?? globalThis;
    const known = runs.get(store) ?? createRun();
    runs.set(store, known);
    return known;
}

function createRun(): ProgramRun {
    let opened: Promise<Vault> | undefined;
    return {
        vault() {
            opened ??= (async () => {
                // Loaded here, since most programs never search.
                const { readSettings, Vault } = require("./client") as typeof import("./client");
                return new Vault(readSettings(getConfig, process.env), { tell });
            })();
            return opened;
        },
        searches: new Map(),
    };
}

function tell(line: string): void {
    const [, warning] = /^warning: (.*)$/s.exec(line) ?? [];
    void (warning === undefined ? info(line) : warn(warning));
}

function asCall(name: string, args: GetPasswordsArgs): string {
    const shown = Object.entries(args).map(([argument, value]) => `${argument}: ${JSON.stringify(value)}`);
    return shown.length === 0 ? `${name}()` : `${name}({ ${shown.join(", ")} })`;
}

function asLine({ identifier, name, username, url }: VaultPassword): string {
    const described = [name, username, url].filter((text) => text !== "").join(", ");
    return `- ${identifier}: ${described.length > 100 ? `${described.slice(0, 100)}…` : described}`;
}
