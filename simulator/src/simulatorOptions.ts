import type { PasswordSeed } from "./passwordSeed";
import type { RequestRecord } from "./requestLog";
import type { TlsOptions } from "./tlsOptions";

/** The versions whose body shapes the simulator has. */
export const vaultVersions = ["3.32", "3.33", "4.0"] as const;

/** One of {@link vaultVersions}. */
export type VaultVersion = (typeof vaultVersions)[number];

/** How the vault and its gateway are set up. All is optional. */
export interface SimulatorOptions {
    /** TCP port on 127.0.0.1; 0, the default, lets the system choose. */
    port?: number;
    /** Speaks TLS; without it the gateway speaks plain HTTP. */
    tls?: TlsOptions;
    /** Whose body shapes to speak ("Body shapes" of the API page); "4.0" by default. */
    version?: VaultVersion;
    /** What the vault holds; `seededPasswords()` by default. */
    passwords?: PasswordSeed[];
    /** The access key's client id; "simulator-client" by default. */
    clientId?: string;
    /** The access key's secret; by default a random one for each start. */
    clientSecret?: string;
    /** When set, token requests must carry it. */
    tenant?: string;
    /** How long a token lasts on the vault's clock, in seconds; 3600 by default. */
    tokenLifetimeSeconds?: number;
    /** The list call names inactive passwords too. No page says which the vault does; false by default. */
    listInactive?: boolean;
    /** The list's key, which the pages spell in two ways; "password_on_list" by default. */
    listKey?: "password_on_list" | "passwords_on_list";
    /** Failures come without the `exception` object, so that only the message's prefix has the code. */
    omitException?: boolean;
    /** At most so many authenticated calls in each window of so many seconds of real time; the rest are answered 429. */
    rateLimit?: { requests: number; perSeconds: number };
    /** Milliseconds between the vault's work and its answer; 0 by default. */
    latencyMs?: number;
    /** Called once for each request when it is over, with its final record. */
    onRequest?: (record: RequestRecord) => void;
}
