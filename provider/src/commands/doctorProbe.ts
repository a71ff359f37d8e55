import { lookup } from "node:dns/promises";
import { get, type IncomingMessage } from "node:http";
import { get as getSecurely } from "node:https";
import { TLSSocket } from "node:tls";
import { createAgents } from "../client/agents";
import { connectionError } from "../client/connectionError";
import type { Settings } from "../settings/settings";
import type { ConnectionError } from "../shared/errors";

/** A host that the settings name, with a URL there that resources request too. */
type Host = ReturnType<typeof hostsOf>[number];

/** The result of a request to a host. */
export type Probe = Awaited<ReturnType<typeof probeHost>>;

/** Returns the host of the vault and, if it differs, the host of the token endpoint. */
export function hostsOf({ url, tokenUrl, proxies }: Settings) {
    const vault = { url: new URL(`${url}/api/mysafe/password`), setting: undefined };
    const token = { url: new URL(tokenUrl), setting: "mysafe:tokenUrl" };
    const hosts = token.url.origin === vault.url.origin ? [vault] : [vault, token];
    return hosts.map((host) => ({ ...host, proxy: proxies.get(host.url.origin) }));
}

/** Resolves the name of a host in the same way as connections do. @throws ConnectionError */
export function resolveHost(host: Host, settings: Settings) {
    return lookup(host.url.hostname, { all: true }).catch((error) => {
        throw probeError(host, settings, error);
    });
}

/** Sends one request without credentials and inspects its connection. Every response counts as a success. */
export async function probeHost(host: Host, settings: Settings) {
    const { url, proxy } = host;
    const signal = AbortSignal.timeout(settings.timeoutMs);
    let passedProxy = proxy === undefined;
    try {
        const { socket } = await new Promise<IncomingMessage>((resolve, reject) => {
            const agent = createAgents(settings)(url);
            const request = (url.protocol === "https:" ? getSecurely : get)(url, { agent }, resolve)
                .on("proxyConnect", ({ statusCode }) => {
                    passedProxy = statusCode === 200;
                })
                .on("error", reject);
            // As an option of the request, the signal would end a request without a socket silently.
            signal.addEventListener("abort", () => {
                reject(signal.reason);
                request.abort();
            });
        });
        const isTls = socket instanceof TLSSocket;
        const tls = isTls ? { protocol: socket.getProtocol(), certificate: socket.getPeerCertificate() } : undefined;
        socket.destroy();
        return { ...host, passedProxy, tls, error: undefined };
    } catch (error) {
        const code = signal.aborted ? "ETIMEDOUT" : undefined;
        return { ...host, passedProxy, tls: undefined, error: probeError(host, settings, error, code) };
    }
}

function probeError({ url, setting }: Host, settings: Settings, error: unknown, code?: string): ConnectionError {
    return connectionError({ name: "", url: url.href, setting }, error, code, settings);
}
