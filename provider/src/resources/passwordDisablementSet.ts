import type * as pulumi from "@pulumi/pulumi";
import { RunError } from "@pulumi/pulumi/errors.js";
import { Output, output } from "@pulumi/pulumi/output.js";
import { asText, MySafeResource } from "../dynamic/baseResource";
import { combine } from "../dynamic/optionalOutput";
import { pack } from "../dynamic/packedList";
import { decodeEntries } from "../lifecycle/entries";
import type { OnDestroy, Outcome } from "../shared/outcome";
import { lookAtSet } from "./emptySearches";

/** Inputs can be values, promises or outputs. */
export interface PasswordDisablementSetArgs {
    /**
     * The vault's identifiers, whole numbers from 1 in any order. `"312"` is the same as `312`. `pulumi up` disables
     * passwords that are new in the list. Passwords that leave the list stay inactive.
     */
    identifiers: pulumi.Input<pulumi.Input<number | string>[]>;

    /** The reason or a ticket number. Only the stack's state keeps it, since the vault has no field for it. */
    reason?: pulumi.Input<string>;

    /**
     * The action when the set is destroyed. `"leave"` leaves all passwords inactive. `"restore"` enables those that
     * this stack disabled (`outcome` is `"deactivated"`). After a change, run `pulumi up` before the destroy.
     *
     * @defaultValue `"leave"`
     */
    onDestroy?: pulumi.Input<OnDestroy>;

    /**
     * Keeps passwords in the set when the program no longer lists them. Set it to true for identifiers from
     * {@link getPasswords}, since a search may not find a password once it is inactive.
     *
     * @defaultValue `false`
     */
    additive?: pulumi.Input<boolean>;
}

/** The result for one password of a set. */
export interface PasswordResult {
    /** The vault's identifier, as a number. */
    identifier: number;
    /**
     * The name and user name when `pulumi up` disabled it, such as `Github (m.souza)`. Undefined if the vault's list
     * did not have the password, or if the setting `mysafe:keepNames` is false.
     */
    name?: string;
    /** `"inactive"` after `pulumi up`. A preview can show another status, such as `"active"` after a refresh. */
    status: "inactive" | "active" | "unconfirmed" | "missing";
    /**
     * The first outcome. `"deactivated"` means that this stack disabled it, `"already-inactive"` that it was inactive
     * before. A retry after a lost response also gets `"already-inactive"`.
     */
    outcome: Outcome;
    /** The time when `pulumi up` first confirmed that it is inactive, in UTC, such as `2025-01-31T09:30:00Z`. */
    disabledAt: string;
    /** The time when `pulumi up` last disabled it. It equals `disabledAt` until somebody re-enables the password. */
    lastDisabledAt: string;
    /** The base URL of the vault that confirmed it. */
    vaultUrl: string;
}

/**
 * Disables many passwords in the MySafe vault with one resource, up to tens of thousands.
 *
 * It does the same as a {@link PasswordDisablement} for each of them. `pulumi preview` names a wrong identifier by its place, such as
 * `identifiers[17]`. `pulumi up` sends several requests at once, only for passwords that it has not disabled yet. If
 * some requests fail, the others still take effect. The next `pulumi up` retries only those that failed.
 * [500 passwords from a CSV file](https://github.com/pulumi-mysafe/pulumi-mysafe/blob/main/docs/csv.md) shows when to use a set.
 *
 * @example
 * ```ts
 * import { PasswordDisablementSet } from "pulumi-mysafe";
 *
 * const leavers = new PasswordDisablementSet("leavers", {
 *     identifiers: [312, 313, 314],
 *     reason: "CHG-2041",
 * });
 *
 * export const results = leavers.results;
 * ```
 */
export class PasswordDisablementSet extends MySafeResource {
    /** The identifiers of all passwords in the set, as text in ascending order. */
    declare readonly identifiers: pulumi.Output<string[]>;
    /** The input `reason`. */
    declare readonly reason: pulumi.Output<string | undefined>;
    /** The input `onDestroy`. */
    declare readonly onDestroy: pulumi.Output<OnDestroy | undefined>;
    /** The input `additive`. */
    declare readonly additive: pulumi.Output<boolean | undefined>;
    /** The result for each password, in ascending order of `identifier`. */
    declare readonly results: pulumi.Output<PasswordResult[]>;
    /** The number of times that a refresh found a password active and `pulumi up` disabled it again. */
    declare readonly driftCorrections: pulumi.Output<number>;

    /**
     * @param name Pulumi's name of the resource, unique in the stack.
     * @param args The inputs.
     * @param opts Pulumi's resource options, except `import` and `id`. `customTimeouts` has no effect.
     * @throws `RunError` for the options `import` and `id`, which do not work for dynamic resources. Declare the
     * passwords without them, also if they are already inactive.
     * @throws `RunError` if `identifiers` is an object and not a list.
     */
    constructor(name: string, args: PasswordDisablementSetArgs, opts?: pulumi.CustomResourceOptions) {
        const { identifiers, reason, onDestroy, additive } = args ?? {};
        const inputs = { identifiers: packIdentifiers(name, identifiers), reason, onDestroy, additive };
        const outputs = { names: undefined, results: undefined, driftCorrections: undefined };
        super("PasswordDisablementSet", "passwordDisablementSet", name, { ...inputs, ...outputs }, opts);

        // The state keeps the results in groups; programs get one for each password.
        const { names } = this as unknown as { names: pulumi.Output<unknown> };
        const results = combine(names, this.results as pulumi.Output<unknown>, decodeResults);
        this.results = results;
        this.identifiers = results.apply((list) => list.map(({ identifier }) => String(identifier)));
        lookAtSet(this, name, identifiers, additive);
    }
}

/** Returns the identifiers as text, packed for the way to `check`. @throws RunError for an object that is not a list. */
export function packIdentifiers(name: string, identifiers: unknown): pulumi.Input<unknown> {
    const packList = (list: unknown) => {
        // The SDK serializes a Set as an object without keys, so the resource would disable nothing.
        if (typeof list === "object" && list !== null && !Array.isArray(list)) {
            throw new RunError(
                `PasswordDisablementSet "${name}": \`identifiers\` must be a list. Set it to a list of identifiers, such as [312, 313].`,
            );
        }
        return Array.isArray(list) ? pack(list.map(asText)) : list;
    };
    const isLater = Output.isInstance(identifiers) || identifiers instanceof Promise;
    return isLater ? output(identifiers).apply(packList) : packList(identifiers);
}

function decodeResults(names: unknown, groups: unknown): PasswordResult[] {
    return [...decodeEntries(groups, names)]
        .flatMap(([identifier, { name, status, outcome, disabledAt, lastDisabledAt = disabledAt, vaultUrl }]) => {
            if (outcome === undefined || disabledAt === undefined || lastDisabledAt === undefined) {
                return [];
            }
            const named = name === undefined ? {} : { name };
            return { identifier: Number(identifier), ...named, status, outcome, disabledAt, lastDisabledAt, vaultUrl };
        })
        .sort((one, other) => one.identifier - other.identifier);
}
