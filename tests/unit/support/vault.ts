import { inspect } from "node:util";
import { type PasswordSeed, type Simulator, type SimulatorOptions, startSimulator } from "mysafe-simulator";
import type { ClientOptions } from "../../../provider/src/client/requestSender";
import type { HttpRequest, HttpResponse, Transport } from "../../../provider/src/client/transport";
import { Vault } from "../../../provider/src/client/vault";
import { readSettings, type Settings } from "../../../provider/src/settings/settings";
import { ConnectionError, UnconfirmedError, VaultError } from "../../../provider/src/shared/errors";
import { type FakeClock, fakeClock } from "./clock";
import { recordingLog } from "./log";
import { closeRawServers } from "./rawServer";

const running: Simulator[] = [];

/** Starts a simulator that {@link closeAll} closes. */
export async function start(options?: SimulatorOptions): Promise<Simulator> {
    const simulator = await startSimulator(options);
    running.push(simulator);
    return simulator;
}

/** Returns passwords with numbers from 1. */
export function seeds(count: number): PasswordSeed[] {
    return Array.from({ length: count }, (_, index) => ({ identifier: index + 1 }));
}

/** Closes all simulators and raw servers. Fails if an injected fault affected no request. */
export async function closeAll(): Promise<void> {
    await closeRawServers();
    await Promise.all(running.splice(0).map((simulator) => simulator.close()));
}

/** Returns the settings of a simulator with some changes. */
export function settingsOf(
    { url, clientId, clientSecret, tenant }: Pick<Simulator, "url" | "clientId" | "clientSecret" | "tenant">,
    changes: Partial<Settings> = {},
): Settings {
    const config: Record<string, string | undefined> = {
        "mysafe:url": url,
        "mysafe:clientId": clientId,
        "mysafe:clientSecret": clientSecret,
        "mysafe:tenant": tenant,
    };
    return { ...readSettings((key) => config[key], {}), ...changes };
}

/** A vault client for a simulator, with its clock and its log. */
export interface Opened {
    simulator: Simulator;
    settings: Settings;
    vault: Vault;
    clock: FakeClock;
    /** Messages with their severity in front. */
    logged: string[];
}

/** Starts a simulator and creates a vault client for it. */
export async function open(
    options?: SimulatorOptions,
    changes?: Partial<Settings>,
    more: ClientOptions = {},
): Promise<Opened> {
    const simulator = await start(options);
    const settings = settingsOf(simulator, changes);
    const clock = fakeClock();
    const { log, logged } = recordingLog();
    const vault = new Vault(settings, { clock, log, ...more });
    return { simulator, settings, clock, logged, vault };
}

/** A response of a scripted transport. A body that is not text becomes JSON. */
export type Scripted = Omit<Partial<HttpResponse>, "body"> & { body?: unknown };

/** Returns a vault client whose transport answers by a function, and the requests that it sent. */
export function scripted(
    respond: (request: HttpRequest, earlier: number) => Scripted | Error,
    changes: Partial<Settings> = {},
    secret = "cs-scripted",
): Omit<Opened, "simulator"> & { requests: HttpRequest[] } {
    const requests: HttpRequest[] = [];
    const clock = fakeClock();
    const { log, logged } = recordingLog();
    const transport: Transport = async (request) => {
        const earlier = requests.filter((other) => other.name === request.name).length;
        requests.push(request);
        const found = respond(request, earlier);
        if (found instanceof Error) {
            throw found;
        }
        const { body = "", ...rest } = found;
        const text = typeof body === "string" ? body : JSON.stringify(body);
        const none = { retryAfterMs: undefined, requestId: undefined, location: undefined };
        return {
            status: 200,
            ...none,
            ...rest,
            body: request.discardBody && (rest.status ?? 200) === 200 ? undefined : text,
        };
    };
    const connection = { url: "http://localhost", clientId: "id", clientSecret: secret, tenant: undefined };
    const settings = settingsOf(connection, changes);
    const vault = new Vault(settings, { transport, clock, log });
    return { settings, vault, clock, logged, requests };
}

/** Returns a function that answers the token request with a token, and all others by `respond`. */
export function withToken(
    respond: (request: HttpRequest, earlier: number) => Scripted | Error,
    token = "tok-scripted",
): (request: HttpRequest, earlier: number) => Scripted | Error {
    return (request, earlier) =>
        request.url.endsWith("/token")
            ? { body: { access_token: token, expires_in: 3600 } }
            : respond(request, earlier);
}

/** Returns a body in the vault's form. */
export function vaultBody(status: number, message: string, error = status >= 300) {
    return { code: status, response: { status, message, error, error_code: error ? 1 : 0 } };
}

/** Returns the error of a promise. Fails if the promise does not reject. */
export async function rejection(promise: Promise<unknown>): Promise<Error> {
    return promise.then(
        (value) => {
            throw new Error(`expected a rejection, got ${inspect(value)}`);
        },
        (error: Error) => error,
    );
}

/** The same for a {@link VaultError}. */
export async function refusal(promise: Promise<unknown>): Promise<VaultError> {
    const error = await rejection(promise);
    if (!(error instanceof VaultError)) {
        throw error;
    }
    return error;
}

/** The same for a {@link ConnectionError}. */
export async function disconnection(promise: Promise<unknown>): Promise<ConnectionError> {
    const error = await rejection(promise);
    if (!(error instanceof ConnectionError)) {
        throw error;
    }
    return error;
}

/** The same for an {@link UnconfirmedError}. */
export async function unconfirmed(promise: Promise<unknown>): Promise<UnconfirmedError> {
    const error = await rejection(promise);
    if (!(error instanceof UnconfirmedError)) {
        throw error;
    }
    return error;
}

/** Returns all that a log can show of a value, with hidden fields and causes. */
export function everything(value: unknown): string {
    const shown = inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true, maxStringLength: null });
    const error = value instanceof Error ? `${value.message}\n${value.stack}` : "";
    return `${shown}\n${error}\n${JSON.stringify(value)}`;
}
