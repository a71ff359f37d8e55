import type * as pulumi from "@pulumi/pulumi";
import { RunError } from "@pulumi/pulumi/errors";
import { all, Output, output } from "@pulumi/pulumi/output";
import { asText, MySafeResource } from "../dynamic/baseResource";
import { pack, unpack } from "../dynamic/packedList";
import type { EntryGroup } from "../lifecycle/entries";
import { parseRanges } from "../shared/identifierRanges";
import type { OnDestroy, Outcome } from "../shared/outcome";

/** What a program declares of many passwords that are to be inactive. */
export interface PasswordDisablementSetArgs {
    /**
     * The vault's identifiers of the passwords: whole numbers from 1. `"312"` is the same as `312`. Their order means
     * nothing. Those that are added are disabled, those that are taken out follow `onDestroy`.
     */
    identifiers: pulumi.Input<pulumi.Input<number | string>[]>;

    /** Why, or by which ticket. Kept in the state and in the outputs; the vault has no place for it. */
    reason?: pulumi.Input<string>;

    /**
     * What becomes of passwords that are taken out, and of all when the set is destroyed: `"leave"`, the default, leaves
     * them as they are, `"enable"` makes them active again (`POST api/mysafe/password/active/{identifier}`). Changing it
     * makes no call, and counts after the `pulumi up` that carries it.
     */
    onDestroy?: pulumi.Input<OnDestroy>;

    /**
     * Whether passwords that are once in the set stay in it though the program does not name them any more; false by
     * default. For identifiers that a search finds: the vault may leave inactive passwords out of its list, so that a
     * search finds a password no more once it is disabled.
     */
    additive?: pulumi.Input<boolean>;
}

/** What the vault confirmed of one password of a set. */
export interface PasswordResult {
    /** The vault's identifier of the password, as text. */
    identifier: string;
    /** `"deactivated"` when a call changed it, `"already-inactive"` when it was inactive before. */
    outcome: Outcome;
    /** When it was seen inactive, or disabled again: those of one minute share its last such time. ISO 8601, UTC. */
    disabledAt: string;
    /** Base URL of the vault that confirmed it. */
    vaultUrl: string;
}

/**
 * Passwords in the senhasegura / Segura MySafe vault that are inactive: one resource for many, up to tens of thousands.
 *
 * ```ts
 * new PasswordDisablementSet("leavers", { identifiers: [312, 313, 314], reason: "CHG-2041" });
 * ```
 *
 * It does what a {@link PasswordDisablement} for each would do, and takes one step of the engine and a few bytes of its
 * state for each: the calls run side by side (`mysafe:maxConcurrency`), and only for what is not inactive yet.
 * `pulumi preview` refuses each wrong identifier by itself, by its place in the list (`identifiers[17]`), and shows
 * with `--diff` which come and go. When some cannot be disabled, the others are; the error says which, and why, and the
 * next `pulumi up` tries only those.
 */
export class PasswordDisablementSet extends MySafeResource {
    /** The identifiers that were declared, as text, in the order of their numbers; where the set is additive, with those that stay. */
    declare readonly identifiers: pulumi.Output<string[]>;
    /** The reason that was declared. */
    declare readonly reason: pulumi.Output<string | undefined>;
    /** What was declared to become of the passwords when they go; undefined stands for `"leave"`. */
    declare readonly onDestroy: pulumi.Output<OnDestroy | undefined>;
    /** Whether passwords stay that the program does not name any more; undefined stands for false. */
    declare readonly additive: pulumi.Output<boolean | undefined>;
    /** What the vault confirmed of each password, in the order of their numbers. */
    declare readonly results: pulumi.Output<PasswordResult[]>;
    /** How many times a refresh found a password active, and the update after it confirmed it inactive again. */
    declare readonly driftCorrected: pulumi.Output<number>;

    /**
     * @param name Pulumi's name of the resource, unique in the stack.
     * @param args The passwords, and why.
     * @param opts Pulumi's resource options, but for `import` and `id`.
     * @throws RunError for `import` and `id`, which do not work for dynamic resources: declare the passwords instead,
     * inactive ones are taken over.
     */
    constructor(name: string, args: PasswordDisablementSetArgs, opts?: pulumi.CustomResourceOptions) {
        const outputs = { results: undefined, driftCorrected: undefined };
        const { identifiers, reason, onDestroy, additive } = args ?? {};
        if (isNoList(identifiers)) {
            throw new RunError(
                `PasswordDisablementSet "${name}": \`identifiers\` is no list. Set it to a list of identifiers, such as [312, 313].`,
            );
        }
        const sent = toSend(identifiers);
        super(
            "PasswordDisablementSet",
            "passwordDisablementSet",
            name,
            { identifiers: sent, reason, onDestroy, additive, ...outputs },
            opts,
        );
        // The engine keeps both in a form of few bytes, and gives the first back in some runs alone.
        const kept = this as unknown as Record<"identifiers" | "results", pulumi.Output<unknown>>;
        const { identifiers: known } = kept;
        const results = kept.results.apply(resultsOf);
        const declared = all([sent, this.urn]).apply(([list]) => inOrder(unpack(list)));
        kept.identifiers = additive === undefined ? declared : withStaying(declared, additive, known, results);
        kept.results = results;
    }
}

function toSend(identifiers: PasswordDisablementSetArgs["identifiers"]): pulumi.Input<unknown> {
    const packed = (list: unknown) => (Array.isArray(list) ? pack(list.map(asText)) : list);
    return Array.isArray(identifiers) ? packed(identifiers) : output(identifiers).apply(packed);
}

/**
 * What was declared, and with it what stays: the engine gives either all identifiers, by identifier, or all results. In a
 * preview that changes nothing the former are not there, and so not known.
 */
function withStaying(
    declared: pulumi.Output<unknown>,
    additive: pulumi.Input<boolean>,
    known: pulumi.Output<unknown>,
    results: pulumi.Output<PasswordResult[]>,
): pulumi.Output<unknown> {
    const { isKnown } = known as unknown as { isKnown: Promise<boolean> };
    return all([declared, additive, isKnown]).apply(([list, isAdditive, isGiven]) => {
        const together = (others: string[]) => inOrder([...new Set([...(list as string[]), ...others])]);
        const ofResults = () => results.apply((found) => together(found.map(({ identifier }) => identifier)));
        if (isAdditive !== true) {
            return list;
        }
        return isGiven
            ? known.apply((inputs) => (isByIdentifier(inputs) ? together(Object.keys(inputs)) : ofResults()))
            : ofResults();
    });
}

function isByIdentifier(inputs: unknown): inputs is object {
    return typeof inputs === "object" && inputs !== null && !Array.isArray(inputs) && !("list" in inputs);
}

/** Whatever the order in the program, which means nothing: else another one would show as a change of the stack's outputs. */
function inOrder(identifiers: unknown): unknown {
    const list: unknown[] = Array.isArray(identifiers) ? identifiers : [];
    return [...list].sort((one, other) => Number(one) - Number(other));
}

function resultsOf(groups: unknown): PasswordResult[] {
    const confirmed = (Array.isArray(groups) ? (groups as EntryGroup[]) : []).filter(
        (group): group is EntryGroup & PasswordResult => group.outcome !== undefined && group.disabledAt !== undefined,
    );
    const results = confirmed.flatMap(({ identifiers, outcome, disabledAt, vaultUrl }) =>
        parseRanges(identifiers).map((identifier) => ({ identifier, outcome, disabledAt, vaultUrl })),
    );
    // The state has them by time: what is disabled again would change places.
    return results.sort((one, other) => Number(one.identifier) - Number(other.identifier));
}

/** An object that serialization would make an empty list of, such as a Set. */
function isNoList(value: unknown): boolean {
    const isLater = Output.isInstance(value) || value instanceof Promise;
    return typeof value === "object" && value !== null && !Array.isArray(value) && !isLater;
}
