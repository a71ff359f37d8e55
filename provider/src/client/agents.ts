import { type ClientRequest, Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { type ConnectionOptions, checkServerIdentity } from "node:tls";
import { HttpsProxyAgent } from "https-proxy-agent";
import type { Proxies, ProxyServer } from "../settings/proxy";
import type { TlsSettings } from "../settings/tlsSettings";

/** What connections are made with. */
export interface AgentOptions {
    /** Connections to one host. */
    maxConcurrency: number;
    tls: TlsSettings;
    proxies: Proxies;
}

/** Makes the agents of node's HTTP client: one pool of kept-alive connections for each host, through its proxy. */
export function createAgents({ maxConcurrency, tls, proxies }: AgentOptions): (url: URL) => HttpAgent {
    const agents = new Map<string, HttpAgent>();
    const pool = { keepAlive: true, maxSockets: maxConcurrency };

    function create(url: URL): HttpAgent {
        const proxy = proxies.get(url.origin);
        if (proxy !== undefined) {
            return createTunnel(proxy, url, tls);
        }
        return url.protocol === "https:"
            ? new HttpsAgent({ ...pool, ...connectionOptions(url, tls) })
            : new HttpAgent(pool);
    }

    return (url) => {
        const agent = agents.get(url.origin) ?? create(url);
        agents.set(url.origin, agent);
        return agent;
    };
}

/** The library's tunnel, which keeps hold of a proxy that does not answer though the request is over; this one ends both. */
class Tunnel extends HttpsProxyAgent<string> {
    override connect(request: ClientRequest, options: Parameters<HttpsProxyAgent<string>["connect"]>[1]) {
        const over = new AbortController();
        const end = () => over.abort();
        // A request that has no socket yet ends with "abort" alone.
        request.once("abort", end).once("close", end);
        request.once("proxyConnect", () => request.off("abort", end).off("close", end));
        // Read by the library before it waits for anything.
        this.connectOpts = Object.assign({}, this.connectOpts, { signal: over.signal });
        return super.connect(request, options);
    }
}

/** Goes through a proxy by CONNECT, for plain `http:` too, so that the proxy sees neither token nor answers. */
function createTunnel(proxy: ProxyServer, url: URL, tls: TlsSettings): HttpAgent {
    const authorization = proxy.authorization?.reveal();
    const agent = new Tunnel(proxy.url, {
        // No maxSockets: a proxy that hangs would keep its place after our request has given up.
        keepAlive: true,
        minVersion: "TLSv1.2",
        rejectUnauthorized: true,
        headers: authorization === undefined ? {} : { "Proxy-Authorization": authorization },
    });
    // Options of the constructor are for the connection to the proxy; these are for the vault behind it.
    agent.options = { ...agent.options, ...connectionOptions(url, tls) };
    agent.on("proxyConnect", ({ statusCode }, request) => {
        // The library would hand the proxy's refusal on as if it were the vault's answer.
        if (statusCode !== 200) {
            request.destroy(Object.assign(new Error("refused by the proxy"), { code: `PROXY_${statusCode || 0}` }));
        }
    });
    return agent;
}

/** How TLS is spoken with the vault. Explicit where an environment variable or a flag of node could weaken it. */
function connectionOptions(url: URL, { ca, cert, key, pfx, passphrase }: TlsSettings): ConnectionOptions {
    const host = url.hostname.replace(/^\[|\]$/g, "");
    const given = { ca, cert, key: key?.reveal(), pfx: pfx?.reveal(), passphrase: passphrase?.reveal() };
    return {
        ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
        // A file may hold the vault's own certificate, or the authority between it and the root.
        ...(ca === undefined ? {} : { allowPartialTrustChain: true }),
        minVersion: "TLSv1.2",
        rejectUnauthorized: true,
        // Behind a proxy, node would compare the certificate with the proxy's host where the vault's is an address.
        checkServerIdentity(_host, certificate) {
            const error = checkServerIdentity(host, certificate);
            // Node names nothing where the certificate has names and the vault is an address.
            const names = certificate.subjectaltname ?? certificate.subject?.CN;
            return error && Object.assign(error, { message: `${host} is not in the cert's list: ${names}` });
        },
    };
}
