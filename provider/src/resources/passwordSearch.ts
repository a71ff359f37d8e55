import { error, info, warn } from "@pulumi/pulumi/log/index.js";
import { Output } from "@pulumi/pulumi/output.js";
import { getConfig } from "@pulumi/pulumi/runtime/config.js";
import { isDryRun } from "@pulumi/pulumi/runtime/settings.js";
import type { ListedPassword } from "../client/passwordList";
import { perProgramRun } from "../dynamic/perProgramRun";
import { refusePlugAndPlay } from "../dynamic/providerLookup";
import { forUser, loadClient } from "../dynamic/searchClient";
import { warnAboutUnknownConfig } from "../dynamic/unknownConfig";
import { userError } from "../dynamic/userError";
import type { Log } from "../shared/log";

/**
 * Filters that a password must all match. Upper and lower case are the same. Leave out a filter that you do not need,
 * since an empty or undefined one is an error.
 */
export interface GetPasswordArgs {
    /** One tag of the password, as a whole. */
    tag?: string;
    /** The user name, as a whole. */
    username?: string;
    /** A part of the name. */
    name?: string;
    /** A part of the URL. */
    url?: string;
}

/**
 * Filters that a password must all match. Upper and lower case are the same. Leave out a filter that you do not need,
 * since an empty or undefined one is an error. Without filters, the search finds all passwords that the access key may
 * see.
 */
export interface GetPasswordsArgs extends GetPasswordArgs {
    /**
     * Accepts an empty result without a warning.
     *
     * @defaultValue `false`
     */
    allowEmpty?: boolean;
}

/** A password in the vault's list, without its secret. */
export interface VaultPassword {
    /** The vault's identifier, for a {@link PasswordDisablement} or a {@link PasswordDisablementSet}. */
    identifier: number;
    /** The name. */
    name: string;
    /** The user name. */
    username: string;
    /** The address where the password is used. */
    url: string;
    /** The tags, as the vault spells them. */
    tags: string[];
    /** False if the access key may not see the password. */
    canView: boolean;
    /** False if the access key may not edit the password. A preview then refuses to disable it. */
    canWrite: boolean;
}

/** A call of a search in a program, for messages. */
export interface SearchCall {
    /** The name of the function. */
    functionName: string;
    /** The call with its arguments. */
    description: string;
}

/** Describes a call; without its arguments where one of them is a secret. */
export function describeCall(name: string, args: GetPasswordArgs, isSecret: boolean): SearchCall {
    const list = Object.entries(Object(args)).map(
        ([argument, value]) =>
            `${argument}: ${isSecret ? "[secret]" : typeof value === "string" ? JSON.stringify(value) : typeof value}`,
    );
    return { functionName: name, description: list.length === 0 ? `${name}()` : `${name}({ ${list.join(", ")} })` };
}

/**
 * Returns the passwords in the list of this run that match the arguments.
 *
 * @throws RunError for wrong arguments, and when the vault gives no list.
 */
export async function search(
    { functionName, description }: SearchCall,
    args: GetPasswordArgs,
): Promise<VaultPassword[]> {
    requireValues(functionName, args);
    const { readFilters, searchList } = loadClient();
    const filters = await forUser(() => readFilters(functionName, args));
    refusePlugAndPlay(description);
    warnAboutUnknownConfig();
    const passwords = await listPasswords().catch((failure: Error) => {
        throw userError(`${description}: ${failure.message}`);
    });
    return forUser(() => searchList(passwords, filters, description));
}

/** Splits the arguments of getPasswords. @throws RunError for an `allowEmpty` that is no boolean. */
export function splitArguments(args: GetPasswordsArgs): { filters: GetPasswordArgs; allowEmpty: boolean } {
    if (typeof args !== "object" || args === null || !("allowEmpty" in args)) {
        return { filters: args, allowEmpty: false };
    }
    const { allowEmpty, ...filters } = args;
    if (typeof allowEmpty !== "boolean") {
        throw userError("getPasswords: `allowEmpty` must be true or false.");
    }
    return { filters, allowEmpty };
}

/** @throws RunError for arguments that are no values. */
function requireValues(name: string, args: unknown): void {
    if (typeof args !== "object" || args === null || Array.isArray(args)) {
        throw userError(`${name}: the argument must be an object, such as { username: "m.souza" }.`);
    }
    for (const [argument, value] of Object.entries(args)) {
        if (Output.isInstance(value) || value instanceof Promise) {
            throw userError(`${name}: \`${argument}\` is an output or a promise. Use ${name}Output.`);
        }
    }
}

/** Returns all passwords that the access key may see, from one list call in a run. */
function listPasswords(): Promise<readonly ListedPassword[]> {
    return perProgramRun("passwords", async () => {
        const { readSettings, Vault } = loadClient();
        const settings = readSettings(getConfig, process.env);
        settings.warnings.forEach(programLog.warn);
        const vault = new Vault(settings, { log: programLog, isPreview: isDryRun });
        return [...(await vault.list()).values()];
    });
}

const programLog: Log = {
    info: (message) => void info(`pulumi-mysafe: ${message}`),
    warn: (message) => void warn(message),
    error: (message) => void error(message),
    status: (message) => void info(message, undefined, undefined, true),
};
