import { lookup } from "node:dns/promises";
import { get, type IncomingMessage } from "node:http";
import { get as getSecurely } from "node:https";
import { type PeerCertificate, TLSSocket } from "node:tls";
import { createAgents } from "../client/agents";
import { connectionError } from "../client/connectionError";
import type { ProxyServer } from "../settings/proxy";
import type { Settings } from "../settings/settings";
import type { ConnectionError } from "../shared/errors";

/** A host that the settings name. */
export interface Host {
    /** A URL there that resources request too. */
    url: URL;
    /** The setting that names the host, unless that is the base URL. */
    setting: string | undefined;
    /** The proxy for the host. */
    proxy: ProxyServer | undefined;
}

/** The result of a request to a host. */
export interface Probe extends Host {
    /** Whether the proxy, if there is one, opened the connection. */
    passedProxy: boolean;
    /** Why there is no response. */
    error?: ConnectionError;
    /** `TLSv1.3`; undefined for plain `http:`. */
    protocol?: string | null | undefined;
    /** The certificate of the host. */
    certificate?: PeerCertificate;
}

/** Returns the host of the vault and, if it differs, the host of the token endpoint. */
export function hostsOf({ url, tokenUrl, proxies }: Settings): Host[] {
    const vault = { url: new URL(`${url}/api/mysafe/password`), setting: undefined };
    const token = { url: new URL(tokenUrl), setting: "mysafe:tokenUrl" };
    const hosts = token.url.origin === vault.url.origin ? [vault] : [vault, token];
    return hosts.map((host) => ({ ...host, proxy: proxies.get(host.url.origin) }));
}

/** Resolves the name of a host in the same way as connections do. @throws ConnectionError */
export async function resolveHost(host: Host, settings: Settings): Promise<string[]> {
    try {
        return (await lookup(host.url.hostname, { all: true })).map(({ address }) => address);
    } catch (error) {
        throw probeError(host, settings, error);
    }
}

/** Sends one request without credentials and inspects its connection. Every response counts as a success. */
export async function probeHost(host: Host, settings: Settings): Promise<Probe> {
    const { url, proxy } = host;
    const signal = AbortSignal.timeout(settings.timeoutMs);
    const probe: Probe = { ...host, passedProxy: !proxy };
    try {
        const { socket } = await new Promise<IncomingMessage>((resolve, reject) => {
            const agent = createAgents(settings)(url);
            const request = (url.protocol === "https:" ? getSecurely : get)(url, { agent }, resolve)
                .on("proxyConnect", ({ statusCode }) => {
                    probe.passedProxy = statusCode === 200;
                })
                .on("error", reject);
            // As an option of the request, the signal ends a request without a socket silently, behind a hanging proxy.
            signal.addEventListener("abort", () => {
                reject(signal.reason);
                request.abort();
            });
        });
        if (socket instanceof TLSSocket) {
            probe.protocol = socket.getProtocol();
            probe.certificate = socket.getPeerCertificate();
        }
        socket.destroy();
    } catch (error) {
        probe.error = probeError(host, settings, error, signal.aborted ? "ETIMEDOUT" : undefined);
    }
    return probe;
}

function probeError({ url, setting }: Host, settings: Settings, error: unknown, code?: string): ConnectionError {
    return connectionError({ name: "", url: url.href, setting }, error, code, settings);
}
