import type { Fault } from "./faults/fault";
import type { RequestRecord } from "./server/requestLog";
import type { Route } from "./shared/route";
import type { PasswordSeed, SimulatedPassword } from "./vault/passwordSeed";

/** A running vault with its gateway. */
export interface Simulator {
    /** `http://127.0.0.1:PORT`, or `https:` with TLS, without a trailing slash. */
    readonly url: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly tenant: string | undefined;
    /** The start time. */
    readonly baseTime: Date;
    /** Each request, in order of arrival. Its record is complete once the client has the response. */
    readonly requests: readonly RequestRecord[];
    /** All issued tokens. */
    readonly issuedTokens: readonly string[];
    /** The identifiers of the plain-text secrets in responses, one entry for each response. */
    readonly secretsServed: number[];
    /** The largest number of requests open at once. A test may reset it to 0. */
    maxInFlight: number;
    /** Returns the time of the vault's clock. */
    now(): Date;
    /** Advances the vault's clock, by which tokens expire. */
    advance(seconds: number): void;
    /** Returns the present state of a password. Throws if there is none. */
    password(identifier: number): SimulatedPassword;
    /** Returns the present state of all passwords. */
    passwords(): SimulatedPassword[];
    /** Adds a password. Throws if the number is in use or a field is wrong. */
    addPassword(seed: PasswordSeed): SimulatedPassword;
    /** Removes a password. Throws if there is none. */
    removePassword(identifier: number): void;
    /** Disables or enables a password as a person in the vault's interface would. `changes` does not count it. */
    setActive(identifier: number, active: boolean): void;
    /** Changes the access key's rights to a password. A right that is left out stays as it is. */
    setRights(identifier: number, rights: { canView?: boolean; canWrite?: boolean }): void;
    /** Returns the number of requests on a route. */
    count(route: Route): number;
    /** Injects a fault. Throws if a field is wrong or the fault could affect no request. */
    inject(fault: Fault): void;
    /** Removes all injected faults. */
    clearFaults(): void;
    /** Returns the injected faults that have affected no request. */
    unmetFaults(): Fault[];
    /** Revokes all tokens. */
    revokeTokens(): void;
    /** Changes the access key's secret and `clientSecret`. Issued tokens remain valid. */
    setClientSecret(secret: string): void;
    /**
     * Closes all connections and stops. Then rejects if an injected fault without a `rate` has affected no request.
     * `allowUnmetFaults` turns that check off. Later calls do nothing.
     */
    close(options?: { allowUnmetFaults?: boolean }): Promise<void>;
}
