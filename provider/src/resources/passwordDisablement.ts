import type * as pulumi from "@pulumi/pulumi";
import { addFallback } from "../dynamic/optionalOutput";
import type { OnDestroy } from "../shared/outcome";
import { Disablement, type DisablementArgs } from "./disablement";

/** Inputs can be values, promises or outputs. */
export interface PasswordDisablementArgs extends DisablementArgs {
    /**
     * The action when the resource is destroyed or replaced. `"leave"` leaves the password inactive. `"restore"`
     * enables it if this stack disabled it (`outcome` is `"deactivated"`). After a change, run `pulumi up` before the
     * destroy.
     *
     * @defaultValue `"leave"`
     */
    onDestroy?: pulumi.Input<OnDestroy>;
}

/**
 * Disables one password in the MySafe vault.
 *
 * `pulumi preview` refuses a password that does not exist, or that the access key may not edit. `pulumi up` disables the password, and accepts one that is already inactive. `pulumi refresh` finds a
 * password that somebody re-enabled, and the next `pulumi up` disables it again. Removing the resource leaves the
 * password inactive, unless `onDestroy` is `"restore"`.
 * [When somebody re-enables a password](https://github.com/pulumi-mysafe/pulumi-mysafe/blob/main/docs/re-enabled.md) and [I disabled the wrong one](https://github.com/pulumi-mysafe/pulumi-mysafe/blob/main/docs/wrong-one.md) explain both.
 *
 * @example
 * ```ts
 * import { PasswordDisablement } from "pulumi-mysafe";
 *
 * const formerDba = new PasswordDisablement("former-dba", {
 *     identifier: 312,
 *     reason: "CHG-2041",
 * });
 *
 * export const disabledAt = formerDba.disabledAt;
 * ```
 */
export class PasswordDisablement extends Disablement {
    /** The input `onDestroy`. */
    declare readonly onDestroy: pulumi.Output<OnDestroy | undefined>;
    /**
     * The status after `pulumi up`. The state has `"active"` or `"missing"` if a refresh found that. It has
     * `"unconfirmed"` after a request without a response.
     */
    declare readonly status: pulumi.Output<"inactive">;
    /**
     * The name and user name when `pulumi up` disabled it, such as `Github (m.souza)`. Undefined if the vault's list
     * did not have the password, or if the setting `mysafe:keepNames` is false.
     */
    declare readonly name: pulumi.Output<string | undefined>;
    /** The time when `pulumi up` last disabled it. It equals `disabledAt` until somebody re-enables the password. */
    declare readonly lastDisabledAt: pulumi.Output<string>;
    /** The number of times that a refresh found the password active and `pulumi up` disabled it again. */
    declare readonly driftCorrections: pulumi.Output<number>;

    /**
     * @param name Pulumi's name of the resource, unique in the stack.
     * @param args The inputs.
     * @param opts Pulumi's resource options, except `import` and `id`. `customTimeouts` has no effect.
     * @throws `RunError` for the options `import` and `id`, which do not work for dynamic resources. Declare the
     * password without them, also if it is already inactive.
     */
    constructor(name: string, args: PasswordDisablementArgs, opts?: pulumi.CustomResourceOptions) {
        const outputs = { name: undefined, lastDisabledAt: undefined, driftCorrections: undefined };
        super("PasswordDisablement", "passwordDisablement", name, args, outputs, opts);
        addFallback(this, "name", this.disabledAt, () => undefined);
        addFallback(this, "lastDisabledAt", this.disabledAt, (disabledAt) => disabledAt);
        addFallback(this, "driftCorrections", this.disabledAt, () => 0);
    }
}
