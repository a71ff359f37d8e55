import { type Explanation, explain, meantStatus, type ResponseFacts } from "./explanations";

/** What the vault, or its gateway, said no with, and where. */
export interface ErrorResponse extends ResponseFacts {
    /** HTTP method and path, without host: `POST api/mysafe/password/inactive/312`. */
    request: string;
    /** The words of the answer, one line; empty when it had none. */
    vaultMessage: string;
    /** The gateway's request id, for the vault's administrator. */
    requestId?: string | undefined;
}

/** The lines of an expected error: what failed, its cause, its solution. */
export function formatError(what: string, { cause, solution }: Explanation): string {
    return `${what}\nCause: ${cause}\nSolution: ${solution}`;
}

/** What failed, without cause and solution. */
export function firstLine(message: string): string {
    return message.split("\n", 1)[0] ?? "";
}

/**
 * Base of the three errors below. They are expected, so their stack is their first line: the SDK prints stacks of
 * what check, diff, read and delete throw, and nobody should read one for "1006: User does not have access".
 */
export abstract class ExpectedError extends Error {
    /** The class's name, which the published package has shortened. */
    static readonly title: string;

    constructor(message: string, options?: { cause?: unknown }) {
        super(message, options);
        this.name = new.target.title;
        this.stack = `${this.name}: ${firstLine(message)}`;
    }
}

/** The vault, or its gateway, answered no. Its message has three lines: what failed, `Cause:`, `Solution:`. */
export class VaultError extends ExpectedError {
    static override readonly title = "VaultError";
    readonly summary: string;
    readonly status: number;
    readonly code: number | undefined;
    readonly vaultMessage: string;
    readonly requestId: string | undefined;
    /** Whether the answer has the vault's own form, and is not its gateway's or a proxy's. */
    readonly fromVault: boolean;
    readonly explanation: Explanation;
    /** Whether the same call can succeed later, with nothing changed: it was the vault's load or its gateway's. */
    readonly isTransient: boolean;

    constructor(refusal: ErrorResponse, explanation: Explanation = explain(refusal)) {
        const { request, status, code, vaultMessage, requestId, fromVault } = refusal;
        const silent = status < 300 && !fromVault ? `${status}, but not in the vault's form` : `${status}`;
        const said = vaultMessage === "" ? silent : `${status} "${vaultMessage}"`;
        const id = requestId === undefined ? "" : ` (request id ${requestId})`;
        super(formatError(`${request} failed: ${said}${id}`, explanation));
        this.summary = code === undefined ? said : vaultMessage;
        this.status = status;
        this.code = code;
        this.vaultMessage = vaultMessage;
        this.requestId = requestId;
        this.fromVault = fromVault === true;
        this.explanation = explanation;
        const meant = meantStatus(refusal);
        this.isTransient = meant === 429 || meant >= 500;
    }
}

/** No answer came: the connection was refused, cut or too slow, or the host was not found. */
export class ConnectionError extends ExpectedError {
    static override readonly title = "ConnectionError";
    /** What the system calls it: `ECONNREFUSED`, `ECONNRESET`, `ETIMEDOUT`, … */
    readonly code: string;
    readonly summary: string;
    /** Whether it is certain that the request did not reach the vault. */
    readonly neverSent: boolean;
    readonly explanation: Explanation;
    /** Whether the run was cancelled, so that every other call ends in the same way. */
    readonly isCancelled: boolean;

    constructor(
        { request, errno, neverSent }: { request: string; errno: string; neverSent: boolean },
        what: string,
        explanation: Explanation,
        cause?: unknown,
    ) {
        super(formatError(`${request} failed: ${what}`, explanation), { cause });
        this.summary = what;
        this.code = errno;
        this.neverSent = neverSent;
        this.explanation = explanation;
        this.isCancelled = errno === "EINTR" || errno === "ECANCELED";
    }
}

/**
 * An error after which something is to be kept: the engine keeps a resource whose error has `id`, `properties` and
 * `reasons` as "created but failed to initialize".
 */
export abstract class ResourceInitError extends ExpectedError {
    readonly reasons: readonly string[];
    id: string | undefined;
    properties: object | undefined;

    constructor(message: string, options?: { cause?: unknown }) {
        super(message, options);
        // The engine prints reasons as a list, and not the message.
        this.reasons = [message.replaceAll("\n", "\n\t  ")];
    }

    /** The same error, as the engine wants it to keep the resource. */
    keeping(id: string, properties: object): this {
        this.id = id;
        this.properties = properties;
        return this;
    }
}

/**
 * A call that changes the vault was sent, and no answer says what became of it. Its message has three lines: what is not
 * known, with the last try's first line; the cause; how to settle it.
 */
export class UnconfirmedError extends ResourceInitError {
    static override readonly title = "UnconfirmedError";
    readonly summary: string;
    readonly explanation: Explanation;

    /** @param command What sends the call again when it is run again. */
    constructor(
        what: string,
        readonly last: VaultError | ConnectionError,
        command: string,
    ) {
        const { cause, solution } = last.explanation;
        const settle = `run ${command} again: it sends the call once more, and twice is the same as once.`;
        const isCancelled = last instanceof ConnectionError && last.isCancelled;
        const explanation = {
            cause,
            solution: isCancelled
                ? settle
                : `${settle} If it stays so, ${solution.replace(/^run again; if it stays, /, "")}`,
        };
        super(formatError(`${what}: ${firstLine(last.message)}`, explanation), { cause: last });
        this.summary = `sent and never confirmed: ${last.summary}`;
        this.explanation = explanation;
    }
}

/**
 * The same error, where a run has not the settings of now: the engine configures a refresh, and a destroy, from its
 * state, with the stack configuration of the last up. Nothing is said where no setting is to be mended.
 */
export function withFormerSettings(error: unknown): unknown {
    if (error instanceof ExpectedError && error.message.includes("mysafe:")) {
        const [first = "", ...rest] = error.message.split("\n");
        const hint =
            "refresh and destroy take the stack configuration of the last up, with `--run-program` that of now";
        const message =
            error instanceof ConfigError
                ? [`${first.replace(/:$/, "")} (${hint}):`, ...rest].join("\n")
                : `${error.message} (${hint}.)`;
        // Not changed itself: a failed token is everybody's.
        return Object.create(error, { message: { value: message } });
    }
    return error;
}

/** A setting is missing or wrong: ours to fix, before anything is sent. One line for each problem. */
export class ConfigError extends ExpectedError {
    static override readonly title = "ConfigError";
    readonly problems: readonly string[];

    constructor(problems: readonly string[]) {
        const title =
            problems.length === 1
                ? "a setting of pulumi-mysafe is missing or wrong:"
                : `${problems.length} settings of pulumi-mysafe are missing or wrong:`;
        super([title, ...problems.map((problem) => `- ${problem}`)].join("\n"));
        this.problems = problems;
    }
}
