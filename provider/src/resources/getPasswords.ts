import type * as pulumi from "@pulumi/pulumi";
import { warn } from "@pulumi/pulumi/log";
import { output } from "@pulumi/pulumi/output";
import { asCall, client, refusal, search, tellsFirst } from "./passwordSearch";

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
 * Finds passwords in the vault, in the order of its list: those that fit all arguments. One list call
 * (`GET api/mysafe/password`) serves all searches of a program. The vault may leave inactive passwords out of its list.
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
export function getPasswords(args: GetPasswordsArgs = {}): Promise<VaultPassword[]> {
    return findAll(args, false);
}

/**
 * {@link getPasswords} for arguments that are known later; in a preview they can be unknown, and so is the result. Where
 * one is a secret, no warning and no error shows any of them.
 */
export function getPasswordsOutput(args: GetPasswordsOutputArgs = {}): pulumi.Output<VaultPassword[]> {
    return later(args, findAll);
}

/**
 * Finds the one password that fits; otherwise as {@link getPasswords}.
 *
 * @throws RunError when none fits, or more than one: then it lists them.
 */
export function getPassword(args: GetPasswordsArgs): Promise<VaultPassword> {
    return findOne(args, false);
}

/** {@link getPassword} for arguments that are known later; otherwise as {@link getPasswordsOutput}. */
export function getPasswordOutput(args: GetPasswordsOutputArgs): pulumi.Output<VaultPassword> {
    return later(args, findOne);
}

/** An error shows so many of what it found. */
const mostListed = 20;

async function findAll(args: GetPasswordsArgs, isSecret: boolean): Promise<VaultPassword[]> {
    const call = asCall("getPasswords", args, isSecret);
    const found = await search(call, args);
    if (found.length === 0 && tellsFirst(args)) {
        void warn(
            `${call.shown} found no password. Is it spelled right? The access key finds what is shared with it alone, and the vault can leave inactive passwords out of its list.`,
        );
    }
    return found;
}

async function findOne(args: GetPasswordsArgs, isSecret: boolean): Promise<VaultPassword> {
    const call = asCall("getPassword", args, isSecret);
    const [one, ...others] = await search(call, args);
    if (one !== undefined && others.length === 0) {
        return one;
    }
    throw one === undefined
        ? refusal(
              `${call.shown} found no password.\nCause: none that this access key may see fits; inactive ones can be missing in the vault's list.\nSolution: correct the arguments, or declare the password by its identifier.`,
          )
        : refusal(
              [
                  `${call.shown} found ${others.length + 1} passwords, and not one:`,
                  ...[one, ...others].slice(0, mostListed).map((each) => asLine(each, isSecret)),
                  ...(others.length < mostListed ? [] : [`- and ${others.length + 1 - mostListed} others`]),
                  "Solution: add arguments until one is left, or use getPasswords.",
              ].join("\n"),
          );
}

/** A search whose arguments are known later, and whether they are a secret. */
function later<T>(
    args: GetPasswordsOutputArgs,
    find: (args: GetPasswordsArgs, isSecret: boolean) => Promise<T>,
): pulumi.Output<T> {
    const known = output(args);
    const { isSecret } = known as unknown as { isSecret: Promise<boolean> };
    return known.apply(async (values) => find(values as GetPasswordsArgs, await isSecret)) as pulumi.Output<T>;
}

/** An entry of which no more is shown than is no secret. */
function asLine({ identifier, name, username, url }: VaultPassword, isSecret: boolean): string {
    const described = client().oneLine(isSecret ? "" : [name, username, url].filter((text) => text !== "").join(", "));
    return `- ${identifier}${described && `: ${described.length > 100 ? `${described.slice(0, 100)}…` : described}`}`;
}
