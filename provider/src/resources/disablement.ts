import type * as pulumi from "@pulumi/pulumi";
import { asText, MySafeResource } from "../dynamic/baseResource";
import type { Outcome } from "../shared/outcome";

/** The arguments of a resource for one object in the vault. */
export interface DisablementArgs {
    /**
     * The vault's identifier: a whole number from 1. The vault writes it as text in JSON, so `"312"` is the same as
     * `312`. Another identifier replaces the resource.
     */
    identifier: pulumi.Input<number | string>;

    /** The reason, or the number of a ticket. Only the state and the outputs keep it; the vault has no field for it. */
    reason?: pulumi.Input<string>;
}

/** Base of the resources that disable one object in the vault. */
export abstract class Disablement extends MySafeResource {
    /** The vault's identifier, as text. */
    declare readonly identifier: pulumi.Output<string>;
    /** The declared reason. */
    declare readonly reason: pulumi.Output<string | undefined>;
    /**
     * The confirmed status: `"inactive"`. The state can also contain `"active"`, after a refresh found the password
     * re-enabled, and `"unconfirmed"`, after a run ended without a response. The next `pulumi up` disables it again.
     * After a refresh did not find the password, the state contains `"missing"` and the last outcome and time. Previews
     * then refuse the password until the program no longer declares it.
     */
    declare readonly status: pulumi.Output<"inactive">;
    /**
     * The first outcome: `"deactivated"` when the request changed the object, `"already-inactive"` when it was inactive
     * before. When a response is lost, the retry gets `"already-inactive"`.
     */
    declare readonly outcome: pulumi.Output<Outcome>;
    /** The time when `pulumi up` first confirmed that it is inactive: ISO 8601, UTC. It stays through later corrections. */
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
