import type * as pulumi from "@pulumi/pulumi";
import { asText, MySafeResource } from "../dynamic/baseResource";
import type { Outcome } from "../shared/outcome";

/** What a program declares of something in the vault that is to be inactive. */
export interface DisablementArgs {
    /**
     * The vault's identifier: a whole number from 1. The vault writes it as text in JSON, so `"312"` is the same as
     * `312`. Changing it replaces the resource.
     */
    identifier: pulumi.Input<number | string>;

    /** Why, or by which ticket. Kept in the state and in the outputs; the vault has no place for it. */
    reason?: pulumi.Input<string>;
}

/** Base of the resources that each stand for one thing in the vault that is inactive. */
export abstract class Disablement extends MySafeResource {
    /** The vault's identifier, as text. */
    declare readonly identifier: pulumi.Output<string>;
    /** The reason that was declared. */
    declare readonly reason: pulumi.Output<string | undefined>;
    /**
     * What the vault confirmed: `"inactive"`. The state can have `"active"`, where a refresh found that someone enabled
     * a password again, and `"unconfirmed"`, with no outcome, where a run ended without an answer. The next `pulumi up`
     * settles both; no program sees them.
     */
    declare readonly status: pulumi.Output<"inactive">;
    /**
     * `"deactivated"` when the vault said that the call changed it, `"already-inactive"` when it said that it was
     * inactive before. After an answer was lost on the way, the vault's second one says the latter.
     */
    declare readonly outcome: pulumi.Output<Outcome>;
    /** The vault's own words. */
    declare readonly message: pulumi.Output<string>;
    /** When this program first saw it inactive, or disabled it again: ISO 8601, UTC. */
    declare readonly disabledAt: pulumi.Output<string>;
    /** Base URL of the vault that confirmed it. */
    declare readonly vaultUrl: pulumi.Output<string>;

    /**
     * @param args Those of kinds that have no `onDestroy` may have one all the same, in JavaScript: `check` refuses it.
     * @param more Outputs beside those that all have.
     */
    protected constructor(
        kind: string,
        operations: string,
        name: string,
        args: DisablementArgs & { onDestroy?: unknown },
        more: pulumi.Inputs,
        opts: pulumi.CustomResourceOptions | undefined,
    ) {
        const outputs = {
            status: undefined,
            outcome: undefined,
            message: undefined,
            disabledAt: undefined,
            vaultUrl: undefined,
        };
        const inputs = { identifier: asText(args?.identifier), reason: args?.reason, onDestroy: args?.onDestroy };
        super(kind, operations, name, { ...inputs, ...more, ...outputs }, opts);
    }
}
