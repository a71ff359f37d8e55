import { ConfigError } from "./errors";

/** How strictly a preview asks the vault about new identifiers. */
export type Preflight = "strict" | "warn" | "off";

/** A value that no log, error or `util.inspect` shows. */
export class Secret {
    readonly #value: string;

    constructor(value: string) {
        this.#value = value;
    }

    /** The value itself, for the one request that sends it. */
    reveal(): string {
        return this.#value;
    }
}

/** Everything that can be set, validated, with its unit in the name. */
export interface Settings {
    /** Base URL of the vault, without a slash at the end. */
    url: string;
    clientId: string;
    clientSecret: Secret;
    /** Sent with the token request where the vault is multi-tenant. */
    tenant: string | undefined;
    tokenUrl: string;
    /** For one request, until its answer's last byte. */
    timeoutMs: number;
    /** Further tries of one call after its first. */
    maxRetries: number;
    /** No further try of a call begins later than this after its first. */
    maxRetryMs: number;
    /** Requests in flight at once, for all resources together. */
    maxConcurrency: number;
    preflight: Preflight;
}

/** Reads one key of the stack's configuration, such as `mysafe:url`; undefined where it is not set. */
export type ReadConfig = (key: string) => unknown;

/** A setting as it was found, and how errors name where. */
interface Found {
    value: string;
    from: string;
    places: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Hosts that plain `http:` is accepted for: what is sent to them does not leave the machine. */
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Reads the settings from the stack's configuration (namespace `mysafe`), then, for the connection, from the
 * environment (`SENHASEGURA_…`).
 *
 * @throws ConfigError that names every missing or wrong setting at once, where it can be set, and the fix.
 */
export function readSettings(config: ReadConfig, env: Environment): Settings {
    const problems: string[] = [];

    function read(name: string, variable?: string): Found | undefined {
        const configured = config(`mysafe:${name}`) ?? "";
        if (typeof configured === "object") {
            problems.push(`mysafe:${name} (stack config) must be a single value, not a list or an object.`);
            return { value: "", from: "", places: "" };
        }
        const fromConfig = String(configured).trim();
        const fromEnvironment = variable === undefined ? "" : (env[variable] ?? "").trim();
        const places = variable === undefined ? "" : ` It is read from mysafe:${name}, then from ${variable}.`;
        if (fromConfig !== "") {
            return { value: fromConfig, from: `mysafe:${name} (stack config)`, places };
        }
        return fromEnvironment === ""
            ? undefined
            : { value: fromEnvironment, from: `${variable} (environment)`, places };
    }

    function required(name: string, variable: string, example: string): Found | undefined {
        const found = read(name, variable);
        if (found === undefined) {
            problems.push(`mysafe:${name} is missing: run \`pulumi config set ${example}\`, or set ${variable}.`);
        }
        return found;
    }

    function address(found: Found | undefined, isBase: boolean): string {
        if (found === undefined || found.value === "") {
            return "";
        }
        const problem = urlProblem(found.value, isBase);
        if (problem !== undefined) {
            problems.push(`${found.from} ${problem}${found.places}`);
            return "";
        }
        return new URL(found.value).href.replace(/\/+$/, "");
    }

    function number(name: string, unit: string, preset: number, least: number, most: number, whole = true): number {
        const found = read(name);
        if (found === undefined || found.value === "") {
            return preset;
        }
        const value = /^\d+(\.\d+)?$/.test(found.value) ? Number(found.value) : Number.NaN;
        if (!(value >= least && value <= most) || (whole && !Number.isInteger(value))) {
            const kind = whole ? "a whole number" : "a number";
            problems.push(`${found.from} is "${found.value}": it must be ${kind} of ${unit} from ${least} to ${most}.`);
            return preset;
        }
        return value;
    }

    const url = address(required("url", "SENHASEGURA_URL", "mysafe:url https://vault.example.com"), true);
    const clientId = required("clientId", "SENHASEGURA_CLIENT_ID", "mysafe:clientId <client id>")?.value ?? "";
    const clientSecret =
        required("clientSecret", "SENHASEGURA_CLIENT_SECRET", "--secret mysafe:clientSecret")?.value ?? "";
    const tenant = read("tenant", "SENHASEGURA_TENANT")?.value;
    const tokenUrl = address(read("tokenUrl"), false) || defaultTokenUrl(url);
    const timeoutMs = milliseconds(number("timeoutSeconds", "seconds", 30, 0.1, 3600, false));
    const maxRetries = number("maxRetries", "tries", 8, 0, 100);
    const maxRetryMs = milliseconds(number("maxRetrySeconds", "seconds", 120, 0, 86_400, false));
    const maxConcurrency = number("maxConcurrency", "requests", 8, 1, 256);
    const preflight = read("preflight") ?? { value: "strict", from: "" };
    if (preflight.value !== "" && !isPreflight(preflight.value)) {
        problems.push(`${preflight.from} is "${preflight.value}": it must be strict, warn or off.`);
    }

    if (problems.length > 0 || !isPreflight(preflight.value)) {
        throw new ConfigError(problems);
    }
    return {
        url,
        clientId,
        clientSecret: new Secret(clientSecret),
        tenant,
        tokenUrl,
        timeoutMs,
        maxRetries,
        maxRetryMs,
        maxConcurrency,
        preflight: preflight.value,
    };
}

/** Where a vault's token endpoint is, unless `mysafe:tokenUrl` says otherwise. */
export function defaultTokenUrl(url: string): string {
    return `${url}/api/oauth2/token`;
}

/** Whole ones, as timers want them. */
function milliseconds(seconds: number): number {
    return Math.round(seconds * 1000);
}

function isPreflight(value: string): value is Preflight {
    return value === "strict" || value === "warn" || value === "off";
}

/** What is wrong with a URL, or undefined. The URL itself is not repeated: it can hold a password. */
function urlProblem(text: string, isBase: boolean): string | undefined {
    if (!URL.canParse(text) || !/^[a-z]+:\/\//i.test(text)) {
        return "is not a URL: write it in full, such as https://vault.example.com.";
    }
    const url = new URL(text);
    if (url.protocol !== "https:" && url.protocol !== "http:") {
        return `begins with ${url.protocol} and must begin with https:.`;
    }
    if (url.username !== "" || url.password !== "") {
        return "holds a user name or password: remove them, the access key is mysafe:clientId and mysafe:clientSecret.";
    }
    if (url.search !== "" || url.hash !== "") {
        return 'holds "?" or "#": remove it and all that follows.';
    }
    if (url.protocol === "http:" && !loopback.test(url.hostname)) {
        return "begins with http:, which would send the secret in clear: use https: (http: is for loopback only).";
    }
    if (isBase && /^\/api(\/|$)/.test(url.pathname)) {
        return `holds the path ${url.pathname}: remove it, the API's paths are added to the base URL.`;
    }
    return undefined;
}
