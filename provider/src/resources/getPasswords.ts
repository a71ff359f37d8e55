import type * as pulumi from "@pulumi/pulumi";
import { isSecret, output } from "@pulumi/pulumi/output.js";
import { userError } from "../dynamic/userError";
import { firstOf, oneLine } from "../shared/text";
import { reportEmptySearch } from "./emptySearches";
import {
    describeCall,
    type GetPasswordArgs,
    type GetPasswordsArgs,
    search,
    splitArguments,
    type VaultPassword,
} from "./passwordSearch";

/** The arguments of {@link getPasswords}, as values or outputs. */
export type GetPasswordsOutputArgs = {
    [Name in keyof GetPasswordsArgs]: pulumi.Input<NonNullable<GetPasswordsArgs[Name]>>;
};

/** The arguments of {@link getPassword}, as values or outputs. */
export type GetPasswordOutputArgs = { [Name in keyof GetPasswordArgs]: pulumi.Input<string> };

/**
 * Finds the passwords that match all arguments, in the order of the vault's list. One list call
 * (`GET api/mysafe/password`) serves all searches of a program. The vault can leave inactive passwords out of its list.
 *
 * ```ts
 * const found = getPasswords({ username: "m.souza" });
 * const identifiers = found.then((passwords) => passwords.map(({ identifier }) => identifier));
 *
 * new PasswordDisablementSet("m.souza", { identifiers, additive: true });
 * ```
 *
 * It runs in previews and updates, with the settings of the resources. A search that finds nothing logs a warning,
 * unless it feeds an additive set that has passwords already.
 *
 * @throws RunError when an argument is unknown, empty or undefined, when a setting is missing or wrong, and when the
 * vault refuses the list or does not answer.
 */
export function getPasswords(args: GetPasswordsArgs = {}): Promise<VaultPassword[]> {
    return findAll(args, false);
}

/**
 * Does the same as {@link getPasswords} with outputs as arguments. An argument that is unknown in a preview makes the
 * result unknown. When an argument is a secret, no warning and no error shows any argument.
 */
export function getPasswordsOutput(args: GetPasswordsOutputArgs = {}): pulumi.Output<VaultPassword[]> {
    return findLater(args, findAll);
}

/**
 * Finds the one password that matches all arguments, otherwise like {@link getPasswords}.
 *
 * @throws RunError when no password matches, and when several do: the error lists them.
 */
export function getPassword(args: GetPasswordArgs): Promise<VaultPassword> {
    return findOne(args, false);
}

/** Does the same as {@link getPassword} with outputs as arguments, like {@link getPasswordsOutput}. */
export function getPasswordOutput(args: GetPasswordOutputArgs): pulumi.Output<VaultPassword> {
    return findLater(args, findOne);
}

/** The number of matches that an error lists. */
const maxListed = 20;

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
    const [first, ...others] = found;
    if (first === undefined) {
        throw userError(
            `${call.description} found no password.\nCause: no password that the access key may see matches; the vault can leave inactive ones out of its list.\nSolution: correct the arguments, or declare the password by its identifier.`,
        );
    }
    if (others.length > 0) {
        const matches = found.map((password) => formatMatch(password, isSecret));
        throw userError(
            [
                `${call.description} found ${found.length} passwords, expected one:`,
                ...firstOf(matches, maxListed).map((match) => `- ${match}`),
                "Solution: add arguments until one password matches, or use getPasswords.",
            ].join("\n"),
        );
    }
    return first;
}

/** Runs a search when its arguments are known. */
function findLater<Args, T>(
    args: pulumi.Inputs,
    find: (args: Args, isSecret: boolean) => Promise<T>,
): pulumi.Output<T> {
    const known = output(args);
    return known.apply(async (values) => find(values as Args, await isSecret(known))) as pulumi.Output<T>;
}

/** Formats a match; only its identifier where an argument is a secret. */
function formatMatch({ identifier, name, username, url }: VaultPassword, isSecret: boolean): string {
    const texts = isSecret ? [] : [name, username, url].filter((text) => text !== "");
    const described = oneLine(texts.join(", "), 100);
    return `${identifier}${described && `: ${described}`}`;
}
