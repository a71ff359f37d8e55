import type * as pulumi from "@pulumi/pulumi";
import { RunError } from "@pulumi/pulumi/errors.js";
import { Output, output } from "@pulumi/pulumi/output.js";
import { asText, MySafeResource } from "../dynamic/baseResource";
import { combine } from "../dynamic/optionalOutput";
import { pack } from "../dynamic/packedList";
import { decodeEntries } from "../lifecycle/entries";
import type { OnDestroy, Outcome } from "../shared/outcome";
import { lookAtSet } from "./emptySearches";

/** The arguments of a {@link PasswordDisablementSet}. */
export interface PasswordDisablementSetArgs {
    /**
     * The vault's identifiers of the passwords: whole numbers from 1, in any order. `"312"` is the same as `312`.
     * `pulumi up` disables those that are new in the list. Those that leave the list stay inactive.
     */
    identifiers: pulumi.Input<pulumi.Input<number | string>[]>;

    /** The reason, or the number of a ticket. Only the state and the outputs keep it; the vault has no field for it. */
    reason?: pulumi.Input<string>;

    /**
     * Action for the passwords when the set is destroyed. `"leave"`, the default, leaves them inactive. `"restore"`
     * enables those that this stack disabled (`outcome` is `"deactivated"`), and leaves those that were inactive before.
     * A change makes no request. It takes effect after the `pulumi up` that contains it.
     */
    onDestroy?: pulumi.Input<OnDestroy>;

    /**
     * Keeps passwords in the set when the program no longer lists them; false by default. Use it for identifiers
     * from a search: the vault can leave inactive passwords out of its list, so a search no longer finds them. One that
     * the vault no longer has stays in the state as `"missing"`, and previews refuse it only if the program lists it.
     */
    additive?: pulumi.Input<boolean>;
}

/** The vault's confirmation for one password of a set. */
export interface PasswordResult {
    /** The vault's identifier of the password. */
    identifier: number;
    /** The name and user name when `pulumi up` disabled it; undefined where the vault's list did not show it. */
    name?: string;
    /** The status: `"inactive"`; in a preview also what the last refresh found, such as `"active"` or `"missing"`. */
    status: "inactive" | "active" | "unconfirmed" | "missing";
    /** The first outcome: `"deactivated"` when a request changed it, `"already-inactive"` when it was inactive before. */
    outcome: Outcome;
    /** The time when `pulumi up` first confirmed that it is inactive: ISO 8601, UTC, to the second. */
    disabledAt: string;
    /** The time when `pulumi up` last confirmed that it is inactive, after a drift. At first `disabledAt`. */
    lastDisabledAt: string;
    /** The base URL of the vault that confirmed it. */
    vaultUrl: string;
}

/**
 * Disables many passwords in the senhasegura / Segura MySafe vault: one resource for up to tens of thousands.
 *
 * ```ts
 * new PasswordDisablementSet("leavers", { identifiers: [312, 313, 314], reason: "CHG-2041" });
 * ```
 *
 * It does the same as a {@link PasswordDisablement} for each password, in one step of the engine and with at most 110
 * bytes of state for each, its name included. The requests run side by side (`mysafe:maxConcurrency`), and only for
 * passwords that are not inactive yet. `pulumi preview` refuses each wrong identifier by its place in the list
 * (`identifiers[17]`). When some passwords cannot be disabled, the others are. The error names those that failed, and the
 * next `pulumi up` retries only these.
 * A password that the vault no longer has keeps its result until the program no longer lists it.
 */
export class PasswordDisablementSet extends MySafeResource {
    /** The identifiers of the passwords that the set keeps inactive, as text, in ascending order. */
    declare readonly identifiers: pulumi.Output<string[]>;
    /** The declared reason. */
    declare readonly reason: pulumi.Output<string | undefined>;
    /** The declared `onDestroy`; undefined means `"leave"`. */
    declare readonly onDestroy: pulumi.Output<OnDestroy | undefined>;
    /** The declared `additive`; undefined means false. */
    declare readonly additive: pulumi.Output<boolean | undefined>;
    /** The vault's confirmation for each password, in ascending order of the identifiers. */
    declare readonly results: pulumi.Output<PasswordResult[]>;
    /** The number of times that a refresh found a password of the set active and an update disabled it again. */
    declare readonly driftCorrections: pulumi.Output<number>;

    /**
     * @param name Pulumi's name of the resource, unique in the stack.
     * @param args The passwords and the reason.
     * @param opts Pulumi's resource options, except `import` and `id`.
     * @throws RunError for `import` and `id`, which do not work for dynamic resources. Declare the passwords instead:
     * `pulumi up` takes over inactive ones. Also when `identifiers` is an object and not a list.
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
