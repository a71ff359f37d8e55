import type { Fault } from "./fault";
import type { PasswordSeed, SimulatedPassword } from "./passwordSeed";
import type { RequestRecord } from "./requestLog";
import type { Route } from "./route";

/** A running vault with its gateway. */
export interface Simulator {
    /** `http://127.0.0.1:PORT`, or `https:` when it speaks TLS, without a trailing slash. */
    readonly url: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly tenant: string | undefined;
    /** When it started, on the vault's clock. */
    readonly baseTime: Date;
    /** Each request, in order of arrival. Its record is complete when the client has the answer. */
    readonly requests: readonly RequestRecord[];
    /** Every token that was given. */
    readonly issuedTokens: readonly string[];
    /** The identifiers whose plain-text secret went out in an answer, one entry for each time. */
    readonly secretsServed: number[];
    /** Most requests under way at once; may be set back to 0. */
    maxInFlight: number;
    /** The vault's clock. */
    now(): Date;
    /** Moves the vault's clock on, in seconds: tokens expire by it. */
    advance(seconds: number): void;
    /** A password as it stands now; throws if there is none. */
    password(identifier: number): SimulatedPassword;
    /** All passwords as they stand now. */
    passwords(): SimulatedPassword[];
    /** Adds a password; throws if the number is taken. */
    addPassword(seed: PasswordSeed): SimulatedPassword;
    /** Takes a password away; throws if there is none. */
    removePassword(identifier: number): void;
    /** Disables or enables a password as someone at the vault's own screen would; not counted in its `changes`. */
    setActive(identifier: number, active: boolean): void;
    /** Changes what the access key may do with a password, as its owner would; what is left out stays as it is. */
    setRights(identifier: number, rights: { canView?: boolean; canWrite?: boolean }): void;
    /** How many requests met a route. */
    count(route: Route): number;
    /** Lets a coming request go wrong; throws if the fault could never be met. */
    inject(fault: Fault): void;
    /** Forgets all injected faults, met or not. */
    clearFaults(): void;
    /** The injected faults that no request has met. */
    unmetFaults(): Fault[];
    /** Makes all tokens so far worthless. */
    revokeTokens(): void;
    /** Changes the access key's secret, which `clientSecret` then shows; tokens that were given stay good. */
    setClientSecret(secret: string): void;
    /**
     * Cuts all connections and stops; nothing is left running. Then rejects, naming them, if there are injected faults
     * (those with a `rate` excepted) that no request met, unless `allowUnmetFaults`. Later calls do nothing.
     */
    close(options?: { allowUnmetFaults?: boolean }): Promise<void>;
}
