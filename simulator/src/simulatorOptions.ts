import type { RequestRecord } from "./server/requestLog";
import type { TlsOptions } from "./server/tlsOptions";
import type { PasswordSeed } from "./vault/passwordSeed";
import type { VaultVersion } from "./vault/vaultVersion";

/** The options of the vault and its gateway. All are optional. */
export interface SimulatorOptions {
    /** The TCP port on 127.0.0.1; 0, the default, lets the system choose. */
    port?: number;
    /** Makes the gateway speak TLS. Without it the gateway speaks plain HTTP. */
    tls?: TlsOptions;
    /** The version of the response bodies ("Body shapes" of the API page); "4.0" by default. */
    version?: VaultVersion;
    /** The vault's passwords; `seededPasswords()` by default. */
    passwords?: PasswordSeed[];
    /** The access key's client id; "simulator-client" by default. */
    clientId?: string;
    /** The access key's secret; by default a random one for each start. */
    clientSecret?: string;
    /** If set, token requests must carry it. */
    tenant?: string;
    /** The lifetime of a token in seconds of the vault's clock; 3600 by default. */
    tokenLifetimeSeconds?: number;
    /** Makes the list include inactive passwords. The default is false. No page documents this. */
    listInactive?: boolean;
    /** The key of the list, which the pages spell in two ways; "password_on_list" by default. */
    listKey?: "password_on_list" | "passwords_on_list";
    /** Makes rejections leave the `exception` object out, so that only the message's prefix has the code. */
    omitException?: boolean;
    /** The limit of authenticated calls in each window of real time. The gateway answers further calls with 429. */
    rateLimit?: { requests: number; perSeconds: number };
    /** Milliseconds between the vault's work and its response; 0 by default. */
    latencyMs?: number;
    /** Called once for each request when it ends, with its final record. */
    onRequest?: (record: RequestRecord) => void;
}
