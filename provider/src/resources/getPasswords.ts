import type * as pulumi from "@pulumi/pulumi";
import { isSecret, output } from "@pulumi/pulumi/output.js";
import { forUser, loadClient } from "../dynamic/searchClient";
import { reportEmptySearch } from "./emptySearches";
import {
    describeCall,
    type GetPasswordArgs,
    type GetPasswordsArgs,
    search,
    splitArguments,
    type VaultPassword,
} from "./passwordSearch";

/** Arguments of {@link getPasswords}, each a value, a promise or an output. */
export type GetPasswordsOutputArgs = {
    [Name in keyof GetPasswordsArgs]: pulumi.Input<NonNullable<GetPasswordsArgs[Name]>>;
};

/** Arguments of {@link getPassword}, each a value, a promise or an output. */
export type GetPasswordOutputArgs = { [Name in keyof GetPasswordArgs]: pulumi.Input<string> };

/**
 * Finds passwords in the MySafe vault by tag, user name, name or URL.
 *
 * It runs in each preview and update. One request
 * for the vault's list serves all searches of a program. The vault can leave inactive passwords out of its list, so use
 * the result in a {@link PasswordDisablementSet} with `additive: true`. A search that finds nothing logs a warning,
 * unless such a set already has passwords. [Find and disable a leaver](https://github.com/pulumi-mysafe/pulumi-mysafe/blob/main/docs/leaver.md) explains the search.
 *
 * @example
 * ```ts
 * import { getPasswords, PasswordDisablementSet } from "pulumi-mysafe";
 *
 * const found = getPasswords({ username: "m.souza" });
 *
 * new PasswordDisablementSet("m.souza", {
 *     identifiers: found.then((passwords) => passwords.map(({ identifier }) => identifier)),
 *     additive: true,
 * });
 * ```
 *
 * @returns All passwords that match, in the order of the vault's list. The list can be empty. No field has a secret.
 * @throws `RunError` if an argument is unknown, empty or undefined.
 * @throws `RunError` if a setting is missing or wrong, or if the vault does not return its list.
 */
export function getPasswords(args: GetPasswordsArgs = {}): Promise<VaultPassword[]> {
    return findAll(args, false);
}

/**
 * Finds passwords like {@link getPasswords}, but takes outputs as arguments and returns an output. If a preview does
 * not know an argument yet, the result is unknown. If an argument is secret, warnings and errors show no arguments.
 */
export function getPasswordsOutput(args: GetPasswordsOutputArgs = {}): pulumi.Output<VaultPassword[]> {
    return findLater(args, findAll);
}

/**
 * Finds exactly one password in the MySafe vault by tag, user name, name or URL. Apart from that, it works like
 * {@link getPasswords}. The vault can leave inactive passwords out of its list. So declare the password by its
 * identifier after the first `pulumi up`.
 *
 * @example
 * ```ts
 * import { getPassword, PasswordDisablement } from "pulumi-mysafe";
 *
 * const found = getPassword({ tag: "database", url: "db1.example.com" });
 *
 * new PasswordDisablement("former-dba", {
 *     identifier: found.then(({ identifier }) => identifier),
 * });
 * ```
 *
 * @returns The password that matches. No field has a secret.
 * @throws `RunError` if no password matches, or if several match. The error lists the matches.
 * @throws `RunError` in the same cases as {@link getPasswords}.
 */
export function getPassword(args: GetPasswordArgs): Promise<VaultPassword> {
    return findOne(args, false);
}

/**
 * Finds one password like {@link getPassword}, but takes outputs as arguments and returns an output. If a preview does
 * not know an argument yet, the result is unknown. If an argument is secret, warnings and errors show no arguments.
 */
export function getPasswordOutput(args: GetPasswordOutputArgs): pulumi.Output<VaultPassword> {
    return findLater(args, findOne);
}

async function findAll(args: GetPasswordsArgs, isSecret: boolean): Promise<VaultPassword[]> {
    const { filters, allowEmpty } = splitArguments(args);
    const call = describeCall("getPasswords", filters, isSecret);
    const found = await search(call, filters);
    if (found.length === 0 && !allowEmpty) {
        reportEmptySearch(filters, call.description);
    }
    return found;
}

async function findOne(args: GetPasswordArgs, isSecret: boolean): Promise<VaultPassword> {
    const call = describeCall("getPassword", args, isSecret);
    const found = await search(call, args);
    return forUser(() => loadClient().onlyMatch(found, call.description, isSecret));
}

/** Runs a search when its arguments are known. */
function findLater<Args, T>(
    args: pulumi.Inputs,
    find: (args: Args, isSecret: boolean) => Promise<T>,
): pulumi.Output<T> {
    const known = output(args);
    return known.apply(async (values) => find(values as Args, await isSecret(known))) as pulumi.Output<T>;
}
