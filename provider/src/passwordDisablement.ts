import type * as pulumi from "@pulumi/pulumi";
import { asText, MySafeResource } from "./dynamicResource";
import type { OnDestroy, Outcome } from "./outcome";

/** What a program declares of a password that is to be inactive. */
export interface PasswordDisablementArgs {
    /**
     * The vault's identifier of the password: a whole number from 1. The vault writes it as text in JSON, so `"312"`
     * is the same as `312`. Changing it replaces the resource; the former password stays inactive.
     */
    identifier: pulumi.Input<number | string>;

    /** Why, or by which ticket. Kept in the state and in the outputs; the vault has no place for it. */
    reason?: pulumi.Input<string>;

    /**
     * What becomes of the password when the resource is destroyed or replaced: `"leave"`, the default, leaves it as it
     * is, `"enable"` makes it active again (`POST api/mysafe/password/active/{identifier}`). Changing it makes no call.
     * Pulumi destroys by what the state says, so a change counts after the `pulumi up` that carries it.
     */
    onDestroy?: pulumi.Input<OnDestroy>;
}

/**
 * A password in the senhasegura / Segura MySafe vault that is inactive: nobody reads it there any more.
 *
 * ```ts
 * new PasswordDisablement("former-dba", { identifier: 312, reason: "CHG-2041" });
 * ```
 *
 * `pulumi preview` refuses an identifier that the vault does not have (1005), may not edit (1006) or does not take
 * (1010). `pulumi up` makes the password inactive, once, with `POST api/mysafe/password/inactive/{identifier}`; one
 * that is inactive already is taken over as it is. When someone enables it again in the vault, `pulumi refresh` sees
 * it, and the next `pulumi up` disables it again. Removing the resource leaves the password inactive, unless `onDestroy`
 * says otherwise.
 *
 * Settings come from the stack's configuration (`mysafe:url`, `mysafe:clientId`, `mysafe:clientSecret`, …) or from the
 * environment (`SENHASEGURA_URL`, …), never from the program: see the README.
 */
export class PasswordDisablement extends MySafeResource {
    /** The vault's identifier of the password, as text. */
    declare readonly identifier: pulumi.Output<string>;
    /** The reason that was declared. */
    declare readonly reason: pulumi.Output<string | undefined>;
    /** What was declared to become of the password when the resource goes; undefined stands for `"leave"`. */
    declare readonly onDestroy: pulumi.Output<OnDestroy | undefined>;
    /**
     * What the vault confirmed: `"inactive"`. The state can have `"active"`, where a refresh found that someone enabled
     * the password again, and `"unconfirmed"`, with no outcome, where a run ended without an answer. The next
     * `pulumi up` settles both; no program sees them.
     */
    declare readonly status: pulumi.Output<"inactive">;
    /**
     * `"deactivated"` when the vault said that the call changed the password, `"already-inactive"` when it said that
     * it was inactive before. After an answer was lost on the way, the vault's second one says the latter.
     */
    declare readonly outcome: pulumi.Output<Outcome>;
    /** The vault's own words. */
    declare readonly message: pulumi.Output<string>;
    /** When this program first saw the password inactive, or disabled it again: ISO 8601, UTC. */
    declare readonly disabledAt: pulumi.Output<string>;
    /** Base URL of the vault that confirmed it. */
    declare readonly vaultUrl: pulumi.Output<string>;
    /** How many times a refresh found the password active, and the update after it confirmed it inactive again. */
    declare readonly driftCorrected: pulumi.Output<number>;

    /**
     * @param name Pulumi's name of the resource, unique in the stack.
     * @param args The password, and why.
     * @param opts Pulumi's resource options, but for `import` and `id`.
     * @throws RunError for `import` and `id`, which do not work for dynamic resources: declare the password instead, an
     * inactive one is taken over.
     */
    constructor(name: string, args: PasswordDisablementArgs, opts?: pulumi.CustomResourceOptions) {
        super(
            "PasswordDisablement",
            "passwordDisablement",
            name,
            {
                identifier: asText(args?.identifier),
                reason: args?.reason,
                onDestroy: args?.onDestroy,
                status: undefined,
                outcome: undefined,
                message: undefined,
                disabledAt: undefined,
                vaultUrl: undefined,
                driftCorrected: undefined,
            },
            opts,
        );
    }
}
