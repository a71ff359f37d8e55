import { type Explanation, explain } from "./explanations";
import { canSucceedLater, effectiveStatus, type ResponseFacts } from "./responseFacts";
import { words } from "./vocabulary";

/** Returns the three lines of an expected error: summary, cause and solution. */
export function formatError(summary: string, { cause, solution }: Explanation): string {
    return `${summary}\nCause: ${cause}\nSolution: ${solution}`;
}

/** Returns the summary of an error, without cause and solution. */
export function firstLine(message: string): string {
    return message.split("\n", 1)[0] ?? "";
}

/** Base of the errors below. Their stack is their first line: an expected error needs no stack trace. */
export abstract class ExpectedError extends Error {
    /** @param summary The failure, without the request. */
    constructor(
        message: string,
        readonly summary: string,
        readonly explanation?: Explanation,
        options?: ErrorOptions,
    ) {
        super(message, options);
        this.name = new.target.name;
        this.stack = `${this.name}: ${firstLine(message)}`;
    }
}

/** A response as errors show it. */
export interface ShownResponse extends ResponseFacts {
    /** The message of the response, one line; empty where it has none. */
    vaultMessage: string;
    /** The gateway's id of the request, for the vault's administrator. */
    requestId?: string | undefined;
}

/** A request that failed, as errors show it. */
interface FailedRequest {
    /** HTTP method and path, without host: `POST api/mysafe/password/inactive/312`. */
    request: string;
    /** The number of times that the request was sent, where that is known. */
    attempts?: number | undefined;
}

/** The vault or its gateway rejected a request. */
export class VaultError extends ExpectedError {
    declare readonly explanation: Explanation;
    readonly request: string;
    readonly status: number;
    readonly code: number | undefined;
    readonly vaultMessage: string;
    readonly fromVault: boolean;
    /** True for the vault's own 500. */
    readonly isVaultFailure: boolean;
    /** True where the same request can succeed later, because the cause is load or an outage. */
    readonly isTransient: boolean;

    constructor(response: ShownResponse & FailedRequest, explanation: Explanation = explain(response)) {
        const { request, status, code, vaultMessage, requestId, fromVault, attempts } = response;
        const answer = describeResponse(response);
        const id = requestId === undefined ? undefined : `request id ${requestId}`;
        const message = formatError(`${request} failed: ${answer}${details(id, attempts)}`, explanation);
        super(message, code === undefined ? answer : vaultMessage, explanation);
        this.request = request;
        this.status = status;
        this.code = code;
        this.vaultMessage = vaultMessage;
        this.fromVault = fromVault === true;
        this.isVaultFailure = response.isVaultFailure === true;
        this.isTransient = canSucceedLater(response) || effectiveStatus(response) >= 500;
    }
}

function describeResponse({ status, vaultMessage, fromVault }: ShownResponse): string {
    if (vaultMessage !== "") {
        return `${status} "${vaultMessage}"`;
    }
    return status < 300 && !fromVault ? `${status}, but not in the vault's form` : `${status}`;
}

function details(id: string | undefined, attempts = 1): string {
    const known = [id, attempts > 1 ? `${attempts} attempts` : undefined].filter((detail) => detail !== undefined);
    return known.length === 0 ? "" : ` (${known.join(", ")})`;
}

/** A request got no complete response. */
export class ConnectionError extends ExpectedError {
    declare readonly explanation: Explanation;
    readonly request: string;
    /** The name of the failure in Node or TLS: `ECONNREFUSED`, `CERT_HAS_EXPIRED`, … */
    readonly code: string;
    /** False only where the request certainly did not reach the vault. */
    readonly reachedServer: boolean;
    /** True where the run was cancelled, so that every other request ends in the same way. */
    readonly isCancelled: boolean;

    constructor(
        { request, code, reachedServer, attempts }: FailedRequest & Pick<ConnectionError, "code" | "reachedServer">,
        summary: string,
        explanation: Explanation,
        cause?: unknown,
    ) {
        const message = formatError(`${request} failed: ${summary}${details(undefined, attempts)}`, explanation);
        super(message, summary, explanation, { cause });
        this.request = request;
        this.code = code;
        this.reachedServer = reachedServer;
        this.isCancelled = code === "EINTR" || code === "ECANCELED";
    }
}

/** The vault can have executed a request that changes it, and no response confirms that. */
export class UnconfirmedError extends ExpectedError {
    /** @param state What is unknown. @param command The command that sends the request again. */
    constructor(
        state: string,
        readonly last: VaultError | ConnectionError,
        command: string,
    ) {
        const { cause, solution } = last.explanation;
        const repeat = `run ${command} again: repeating the request is safe.`;
        const isCancelled = last instanceof ConnectionError && last.isCancelled;
        const explanation = { cause, solution: isCancelled ? repeat : `${repeat} If that fails too, ${solution}` };
        const message = formatError(`${state}: ${firstLine(last.message)}`, explanation);
        super(message, `sent but not confirmed: ${last.summary}`, explanation, { cause: last });
    }
}

/** Settings are missing or wrong. Nothing was sent. */
export class ConfigError extends ExpectedError {
    /** @param problems One sentence for each setting. */
    constructor(readonly problems: readonly string[]) {
        const summary =
            problems.length === 1
                ? `a setting of ${words().product} is missing or wrong`
                : `${problems.length} settings of ${words().product} are missing or wrong`;
        super([`${summary}:`, ...problems.map((problem) => `- ${problem}`)].join("\n"), summary);
    }
}
