import { type Simulator, type SimulatorOptions, startSimulator } from "../../../simulator/src/index";

/** The response to one request. */
export interface Reply {
    status: number;
    headers: Headers;
    text: string;
    // biome-ignore lint/suspicious/noExplicitAny: the tests assert the shape of the bodies
    json: any;
}

/** A simulator and a client with a token. */
export interface Connection {
    vault: Simulator;
    token: string;
    call(method: string, path: string, init?: RequestInit): Promise<Reply>;
    disable(identifier: number | string): Promise<Reply>;
    read(identifier: number | string): Promise<Reply>;
    list(query?: string): Promise<Reply>;
}

const open: Simulator[] = [];

/** Starts a simulator, which `closeAll` closes. */
export async function start(options?: SimulatorOptions): Promise<Simulator> {
    const vault = await startSimulator(options);
    open.push(vault);
    return vault;
}

/** Closes all simulators that `start` started. Fails if an injected fault affected no request. */
export async function closeAll(): Promise<void> {
    for (const vault of open.splice(0)) {
        await vault.close();
    }
}

/** Sends one request and reads the whole response. */
export async function send(url: string, init?: RequestInit): Promise<Reply> {
    const response = await fetch(url, { redirect: "manual", ...init });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parse(text) };
}

/** Requests a token with the simulator's credentials and these changes. It omits an undefined field. */
export function requestToken(vault: Simulator, changes: Record<string, string | undefined> = {}): Promise<Reply> {
    const fields = {
        grant_type: "client_credentials",
        client_id: vault.clientId,
        client_secret: vault.clientSecret,
        tenant: vault.tenant,
        ...changes,
    };
    const given = Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined);
    return send(`${vault.url}/api/oauth2/token`, { method: "POST", body: new URLSearchParams(given) });
}

/** Starts a simulator and gets a token. */
export async function connect(options?: SimulatorOptions): Promise<Connection> {
    const vault = await start(options);
    const token: string = (await requestToken(vault)).json.access_token;
    const call = (method: string, path: string, init: RequestInit = {}) =>
        send(vault.url + path, { method, headers: { Authorization: `Bearer ${token}` }, ...init });
    return {
        vault,
        token,
        call,
        disable: (identifier) => call("POST", `/api/mysafe/password/inactive/${identifier}`),
        read: (identifier) => call("GET", `/api/mysafe/password/${identifier}`),
        list: (query = "") => call("GET", `/api/mysafe/password${query}`),
    };
}

function parse(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}
