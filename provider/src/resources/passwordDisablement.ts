import type * as pulumi from "@pulumi/pulumi";
import { addFallback } from "../dynamic/optionalOutput";
import type { OnDestroy } from "../shared/outcome";
import { Disablement, type DisablementArgs } from "./disablement";

/** The arguments of a {@link PasswordDisablement}. Another identifier releases the former password by its `onDestroy`. */
export interface PasswordDisablementArgs extends DisablementArgs {
    /**
     * Action for the password when the resource is destroyed or replaced. `"leave"`, the default, leaves it
     * inactive. `"restore"` enables it if this stack disabled it (`outcome` is `"deactivated"`), with
     * `POST api/mysafe/password/active/{identifier}`, and leaves it if it was inactive before. A change makes no request.
     * It takes effect after the `pulumi up` that contains it, since Pulumi destroys by the state.
     */
    onDestroy?: pulumi.Input<OnDestroy>;
}

/**
 * Disables a password in the senhasegura / Segura MySafe vault.
 *
 * ```ts
 * new PasswordDisablement("former-dba", { identifier: 312, reason: "CHG-2041" });
 * ```
 *
 * `pulumi preview` refuses an identifier that does not exist in the vault (1005), that the access key may not edit (1006)
 * or that the vault does not accept (1010). `pulumi up` disables the password with
 * `POST api/mysafe/password/inactive/{identifier}`; it takes over a password that is already inactive. `pulumi refresh`
 * finds a password that somebody re-enabled, and the next `pulumi up` disables it again. It marks a password that the
 * vault no longer has as `"missing"`. Removing the resource leaves the password inactive, unless `onDestroy` is `"restore"`.
 *
 * The settings come from the stack configuration (`mysafe:url`, `mysafe:clientId`, `mysafe:clientSecret`, …) or from
 * environment variables (`SENHASEGURA_URL`, …), never from the program.
 */
export class PasswordDisablement extends Disablement {
    /** The declared `onDestroy`; undefined means `"leave"`. */
    declare readonly onDestroy: pulumi.Output<OnDestroy | undefined>;
    /**
     * The name and user name that the vault's list showed when `pulumi up` disabled it: `Github (m.souza)`. Undefined where
     * the list did not show the password, or `mysafe:keepNames` is false. A later name in the vault changes nothing.
     */
    declare readonly name: pulumi.Output<string | undefined>;
    /** The time when `pulumi up` last confirmed that it is inactive, after a drift: ISO 8601, UTC. At first `disabledAt`. */
    declare readonly lastDisabledAt: pulumi.Output<string>;
    /** The number of times that a refresh found the password active and an update disabled it again. */
    declare readonly driftCorrections: pulumi.Output<number>;

    /**
     * @param name Pulumi's name of the resource, unique in the stack.
     * @param args The password and the reason.
     * @param opts Pulumi's resource options, except `import` and `id`.
     * @throws RunError for `import` and `id`, which do not work for dynamic resources. Declare the password instead:
     * `pulumi up` takes over an inactive one.
     */
    constructor(name: string, args: PasswordDisablementArgs, opts?: pulumi.CustomResourceOptions) {
        const outputs = { name: undefined, lastDisabledAt: undefined, driftCorrections: undefined };
        super("PasswordDisablement", "passwordDisablement", name, args, outputs, opts);
        addFallback(this, "name", this.disabledAt, () => undefined);
        addFallback(this, "lastDisabledAt", this.disabledAt, (disabledAt) => disabledAt);
        addFallback(this, "driftCorrections", this.disabledAt, () => 0);
    }
}
