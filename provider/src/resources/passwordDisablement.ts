import type * as pulumi from "@pulumi/pulumi";
import type { OnDestroy } from "../shared/outcome";
import { Disablement, type DisablementArgs } from "./disablement";

/**
 * What a program declares of a password that is to be inactive. When its identifier changes, the former password follows
 * its `onDestroy`.
 */
export interface PasswordDisablementArgs extends DisablementArgs {
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
export class PasswordDisablement extends Disablement {
    /** What was declared to become of the password when the resource goes; undefined stands for `"leave"`. */
    declare readonly onDestroy: pulumi.Output<OnDestroy | undefined>;
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
        super("PasswordDisablement", "passwordDisablement", name, args, { driftCorrected: undefined }, opts);
    }
}
