import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** The options of a proxy. */
export interface ProxyOptions {
    /** The only user. The proxy answers others with 407. By default it accepts everyone. */
    username?: string;
    /** The user's password. The default is empty. */
    password?: string;
    /** The certificate and key (PEM) of a proxy that speaks TLS to its clients. */
    tls?: { cert: string; key: string };
    /** Host names that the proxy resolves to 127.0.0.1. */
    hosts?: readonly string[];
}

/** A request that reached the proxy. */
export interface ProxiedRequest {
    /** "CONNECT" for a tunnel, else the method of the forwarded request. */
    readonly method: string;
    /** `HOST:PORT` of a tunnel, else the URL. */
    readonly target: string;
    /** The client's user name, accepted or not. */
    readonly username?: string | undefined;
    /** True if the proxy forwarded the request, false for a 407. */
    readonly passed: boolean;
}

/** A forward proxy in its own process. */
export interface ForwardProxy {
    /** `http://127.0.0.1:PORT`, or `https:` with TLS, without a trailing slash. */
    readonly url: string;
    /** The URL with the required user and password, if any. */
    readonly urlWithCredentials: string;
    /** Its process id. */
    readonly pid: number;
    /** Returns every request so far, in order of arrival. */
    seen(): Promise<readonly ProxiedRequest[]>;
    /** Ends its process and all its connections. Later calls do nothing. */
    stop(): Promise<void>;
}

/** A message to the proxy's process. */
export type ProxyCommand = { start: ProxyOptions } | "seen";
/** A message from the proxy's process. */
export type ProxyReport = { port: number } | { error: string } | { seen: ProxiedRequest[] };

const running: ForwardProxy[] = [];

/** Starts a proxy on 127.0.0.1 at a free port. It ends with this process at the latest. */
export async function startProxy(options: ProxyOptions = {}): Promise<ForwardProxy> {
    const child = fork(join(__dirname, "proxyProcess.ts"), [], {
        execArgv: ["--require", require.resolve("tsx/cjs")],
        stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    // A proxy that a failed test did not stop must not block the end of the run.
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

/** Stops all proxies. */
export async function stopProxies(): Promise<void> {
    await Promise.all(running.splice(0).map((proxy) => proxy.stop()));
}

/** Sends a command to the process and returns its answer. Rejects if the process has ended. */
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
