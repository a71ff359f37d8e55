import type { RequestRecord } from "./server/requestLog";
import { type TlsOptions, tlsOptionRules } from "./server/tlsOptions";
import { fieldProblems } from "./shared/fieldProblems";
import {
    aFunction,
    arrayOf,
    described,
    type FieldRules,
    flag,
    milliseconds,
    nonEmptyText,
    objectOf,
    oneOf,
    openObjectOf,
    positiveNumber,
    required,
    seconds,
    secret,
    wholeNumber,
} from "./shared/fieldRules";
import type { PasswordSeed } from "./vault/passwordSeed";
import { seedListProblems } from "./vault/seedProblems";
import { type VaultVersion, vaultVersions } from "./vault/vaultVersion";

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
    /**
     * The age in seconds of the vault's clock from which the gateway accepts a token; 0 by default.
     * Its nodes learn new tokens late, and answer 401 until then.
     */
    tokenActivationSeconds?: number;
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

const tokenAge = seconds(10 ** 9);

const optionRules: FieldRules<SimulatorOptions> = {
    port: wholeNumber(0, 65_535),
    tls: openObjectOf<TlsOptions>(tlsOptionRules),
    version: oneOf<VaultVersion>(vaultVersions),
    passwords: arrayOf<PasswordSeed>("passwords"),
    clientId: nonEmptyText,
    clientSecret: secret(nonEmptyText),
    tenant: nonEmptyText,
    tokenLifetimeSeconds: tokenAge,
    tokenActivationSeconds: tokenAge,
    listInactive: flag,
    listKey: oneOf(["password_on_list", "passwords_on_list"]),
    omitException: flag,
    rateLimit: objectOf<NonNullable<SimulatorOptions["rateLimit"]>>({
        requests: required(wholeNumber(1)),
        perSeconds: required(described(positiveNumber, "a number of seconds above 0")),
    }),
    latencyMs: milliseconds,
    onRequest: aFunction(),
};

/** Returns the problems of the options and of their passwords, a line each. */
export function optionProblems(options: SimulatorOptions): string[] {
    const problems = fieldProblems(options, optionRules, { name: "options", unknown: "Unknown option", prefix: "" });
    const passwords: unknown = options?.passwords;
    return Array.isArray(passwords) ? [...problems, ...seedListProblems(passwords)] : problems;
}
