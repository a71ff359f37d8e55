import { lookup } from "node:dns/promises";
import { get, type IncomingMessage } from "node:http";
import { get as getSecurely } from "node:https";
import { type PeerCertificate, TLSSocket } from "node:tls";
import { type ConnectionError, connectionError, createAgents, type ProxyServer, type Settings } from "../client/index";

/** One of the hosts that the settings lead to. */
export interface Host {
    /** What resources ask there. */
    url: URL;
    /** The setting that names it, where that is not the base URL's. */
    setting: string | undefined;
    /** What leads to it. */
    proxy: ProxyServer | undefined;
}

/** How far a request to a host came. */
export interface Probe extends Host {
    /** Whether the proxy, if there is one, let it pass. */
    passed: boolean;
    /** Why it was not answered. */
    error?: ConnectionError;
    /** `TLSv1.3`; undefined where it is plain `http:`. */
    protocol?: string | null | undefined;
    /** The host's own. */
    certificate?: PeerCertificate;
}

/** The vault's host and, where that is another one, the token endpoint's. */
export function hostsOf({ url, tokenUrl, proxies }: Settings): Host[] {
    const vault = { url: new URL(`${url}/api/mysafe/password`), setting: undefined };
    const token = { url: new URL(tokenUrl), setting: "mysafe:tokenUrl" };
    const hosts = token.url.origin === vault.url.origin ? [vault] : [vault, token];
    return hosts.map((host) => ({ ...host, proxy: proxies.get(host.url.origin) }));
}

/** The addresses of a host's name, as connections look it up. @throws ConnectionError */
export async function addressesOf(host: Host, settings: Settings): Promise<string[]> {
    try {
        return (await lookup(host.url.hostname, { all: true })).map(({ address }) => address);
    } catch (error) {
        throw unreached(host, settings, error);
    }
}

/** Sends a host one request, without token or credentials, and looks at the connection that it went by: any answer does. */
export async function probeHost(host: Host, settings: Settings): Promise<Probe> {
    const { url, proxy } = host;
    const signal = AbortSignal.timeout(settings.timeoutMs);
    const way: Probe = { ...host, passed: !proxy };
    try {
        const { socket } = await new Promise<IncomingMessage>((resolve, reject) => {
            const request = (url.protocol === "https:" ? getSecurely : get)(
                url,
                { agent: createAgents(settings)(url) },
                resolve,
            )
                .on("proxyConnect", ({ statusCode }) => {
                    way.passed = statusCode === 200;
                })
                .on("error", reject);
            // Given to node, the signal would end in silence a request that has no socket yet, as behind a proxy that hangs.
            signal.addEventListener("abort", () => {
                reject(signal.reason);
                request.abort();
            });
        });
        if (socket instanceof TLSSocket) {
            way.protocol = socket.getProtocol();
            way.certificate = socket.getPeerCertificate();
        }
        socket.destroy();
    } catch (error) {
        way.error = unreached(host, settings, error, signal.aborted ? "ETIMEDOUT" : undefined);
    }
    return way;
}

function unreached({ url, setting }: Host, settings: Settings, error: unknown, errno?: string): ConnectionError {
    return connectionError({ name: "", url: url.href, setting }, error, errno, settings);
}
