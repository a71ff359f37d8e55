import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** How a proxy is set up. All is optional. */
export interface ProxyOptions {
    /** Who may use it; by default anybody. Others are answered 407. */
    username?: string;
    /** The user's password; empty by default. */
    password?: string;
    /** The proxy itself speaks TLS to its clients, with this certificate and key (PEM). */
    tls?: { cert: string; key: string };
    /** Host names that stand for this machine, 127.0.0.1, as the proxy looks them up. */
    hosts?: readonly string[];
}

/** One request that reached the proxy. */
export interface ProxiedRequest {
    /** "CONNECT" for a tunnel, else the method that goes on to the target. */
    readonly method: string;
    /** `HOST:PORT` of a tunnel, else the whole URL. */
    readonly target: string;
    /** As whom the client came, right or wrong, if it said. */
    readonly username?: string | undefined;
    /** It went on to the target; false when it was answered 407. */
    readonly passed: boolean;
}

/** A forward proxy that runs in a process of its own. */
export interface ForwardProxy {
    /** `http://127.0.0.1:PORT`, or `https:` when it speaks TLS, without a trailing slash. */
    readonly url: string;
    /** The same, with the user and password that it wants; without them if it wants none. */
    readonly urlWithCredentials: string;
    /** The id of its process. */
    readonly pid: number;
    /** Every request so far, in order of arrival. */
    seen(): Promise<readonly ProxiedRequest[]>;
    /** Ends its process, which cuts all its connections. Later calls do nothing. */
    stop(): Promise<void>;
}

/** What the proxy's process is told. */
export type ProxyCommand = { start: ProxyOptions } | "seen";
/** What it tells. */
export type ProxyReport = { port: number } | { error: string } | { seen: ProxiedRequest[] };

const running: ForwardProxy[] = [];

/** Starts a proxy on 127.0.0.1, at a port that the system chooses. It ends with this process at the latest. */
export async function startProxy(options: ProxyOptions = {}): Promise<ForwardProxy> {
    const child = fork(join(__dirname, "proxyProcess.ts"), [], {
        execArgv: ["--require", require.resolve("tsx/cjs")],
        stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    // A proxy that a failed test forgot does not keep the run from ending.
    child.unref();
    const report = await ask(child, { start: options });
    if (!("port" in report)) {
        child.kill();
        throw new Error(`the proxy did not start: ${"error" in report ? report.error : "no port"}`);
    }
    const url = new URL(`${options.tls === undefined ? "http" : "https"}://127.0.0.1:${report.port}`);
    const withCredentials = new URL(url);
    withCredentials.username = encodeURIComponent(options.username ?? "");
    withCredentials.password = encodeURIComponent(options.password ?? "");
    const proxy: ForwardProxy = {
        url: url.origin,
        urlWithCredentials: withCredentials.href.replace(/\/$/, ""),
        pid: child.pid ?? 0,
        async seen() {
            const answer = await ask(child, "seen");
            return "seen" in answer ? answer.seen : [];
        },
        async stop() {
            if (child.exitCode === null && child.signalCode === null) {
                const ended = once(child, "exit");
                child.ref();
                child.kill();
                await ended;
            }
        },
    };
    running.push(proxy);
    return proxy;
}

/** Stops all that were started. */
export async function stopProxies(): Promise<void> {
    await Promise.all(running.splice(0).map((proxy) => proxy.stop()));
}

/** One question to the process and its answer; rejects if it has ended. */
async function ask(child: ChildProcess, command: ProxyCommand): Promise<ProxyReport> {
    if (!child.connected) {
        throw new Error("the proxy has ended");
    }
    const over = new AbortController();
    const answered = once(child, "message", over).then(([report]) => report as ProxyReport);
    const ended = once(child, "exit", over).then(() => Promise.reject(new Error("the proxy ended by itself")));
    child.channel?.ref();
    try {
        child.send(command);
        return await Promise.race([answered, ended]);
    } finally {
        child.channel?.unref();
        over.abort();
    }
}
