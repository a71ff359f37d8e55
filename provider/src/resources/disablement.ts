import type * as pulumi from "@pulumi/pulumi";
import { asText, MySafeResource } from "../dynamic/baseResource";
import type { Outcome } from "../shared/outcome";

/** Inputs can be values, promises or outputs. */
export interface DisablementArgs {
    /** The vault's identifier, a whole number from 1. `"312"` is the same as `312`. A change replaces the resource. */
    identifier: pulumi.Input<number | string>;

    /** The reason or a ticket number. Only the stack's state keeps it, since the vault has no field for it. */
    reason?: pulumi.Input<string>;
}

/** Base of the resources that disable one object in the vault. */
export abstract class Disablement extends MySafeResource {
    /** The input `identifier`, as text. */
    declare readonly identifier: pulumi.Output<string>;
    /** The input `reason`. */
    declare readonly reason: pulumi.Output<string | undefined>;
    /** The status after `pulumi up`. The state has `"unconfirmed"` after a request without a response. */
    declare readonly status: pulumi.Output<"inactive">;
    /**
     * The first outcome. `"deactivated"` means that this stack disabled it, `"already-inactive"` that it was inactive
     * before. A retry after a lost response also gets `"already-inactive"`.
     */
    declare readonly outcome: pulumi.Output<Outcome>;
    /** The time when `pulumi up` first confirmed that it is inactive, in UTC, such as `2025-01-31T09:30:00Z`. */
    declare readonly disabledAt: pulumi.Output<string>;
    /** The base URL of the vault that confirmed it. */
    declare readonly vaultUrl: pulumi.Output<string>;

    /**
     * @param args JavaScript can pass `onDestroy` to kinds without it: `check` refuses it.
     * @param outputs Further outputs, each undefined.
     */
    protected constructor(
        className: string,
        provider: string,
        name: string,
        args: DisablementArgs & { onDestroy?: unknown },
        outputs: pulumi.Inputs,
        opts: pulumi.CustomResourceOptions | undefined,
    ) {
        const inputs = { identifier: asText(args?.identifier), reason: args?.reason, onDestroy: args?.onDestroy };
        const common = { status: undefined, outcome: undefined, disabledAt: undefined, vaultUrl: undefined };
        super(className, provider, name, { ...inputs, ...common, ...outputs }, opts);
    }
}
