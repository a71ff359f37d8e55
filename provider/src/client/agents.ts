import { type ClientRequest, Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { type ConnectionOptions, checkServerIdentity } from "node:tls";
import { HttpsProxyAgent } from "https-proxy-agent";
import type { ProxyServer } from "../settings/proxy";
import type { Settings } from "../settings/settings";
import type { TlsSettings } from "../settings/tlsSettings";
import { hostOf } from "../settings/vaultUrl";
import { parseSchemes } from "./proxyFailures";

export type AgentSettings = Pick<Settings, "maxConcurrency" | "tls" | "proxies">;

/** Returns an agent for each host: one pool of kept-alive connections, through the host's proxy. */
export function createAgents({ maxConcurrency, tls, proxies }: AgentSettings): (url: URL) => HttpAgent {
    const agents = new Map<string, HttpAgent>();

    function create(url: URL): HttpAgent {
        const proxy = proxies.get(url.origin);
        if (proxy !== undefined) {
            return createTunnel(proxy, url, tls);
        }
        const pool = { keepAlive: true, maxSockets: maxConcurrency };
        const isSecure = url.protocol === "https:";
        return isSecure ? new HttpsAgent({ ...pool, ...connectionOptions(url, tls) }) : new HttpAgent(pool);
    }

    return (url) => {
        const agent = agents.get(url.origin) ?? create(url);
        agents.set(url.origin, agent);
        return agent;
    };
}

/** The library's tunnel, which would stay open after its request ended where the proxy does not answer. */
class Tunnel extends HttpsProxyAgent<string> {
    override connect(request: ClientRequest, options: Parameters<HttpsProxyAgent<string>["connect"]>[1]) {
        const controller = new AbortController();
        const end = () => controller.abort();
        // A request without a socket emits only "abort".
        request.once("abort", end).once("close", end);
        request.once("proxyConnect", () => request.off("abort", end).off("close", end));
        // The library reads the options before it waits.
        this.connectOpts = Object.assign({}, this.connectOpts, { signal: controller.signal });
        return super.connect(request, options);
    }
}

/** Creates an agent that uses CONNECT for plain `http:` too, so that the proxy sees no token and no response. */
function createTunnel(proxy: ProxyServer, url: URL, tls: TlsSettings): HttpAgent {
    const authorization = proxy.authorization?.reveal();
    const agent = new Tunnel(proxy.url, {
        // No maxSockets: a proxy that hangs would keep its place after the request timed out.
        keepAlive: true,
        minVersion: "TLSv1.2",
        rejectUnauthorized: true,
        headers: authorization === undefined ? {} : { "Proxy-Authorization": authorization },
    });
    // The options of the constructor are for the proxy. These are for the vault.
    agent.options = { ...agent.options, ...connectionOptions(url, tls) };
    agent.on("proxyConnect", ({ statusCode, headers }, request) => {
        // The library would return the proxy's error as the vault's response.
        if (statusCode !== 200) {
            // node-fetch passes on the code and the message of an error.
            const message = `refused by the proxy, which offers: ${parseSchemes(headers["proxy-authenticate"])}`;
            request.destroy(Object.assign(new Error(message), { code: `PROXY_${statusCode || 0}` }));
        }
    });
    return agent;
}

/** Returns the TLS options for the vault, all explicit, because the environment and flags of Node could weaken them. */
function connectionOptions(url: URL, { ca, cert, key, pfx, passphrase }: TlsSettings): ConnectionOptions {
    const host = hostOf(url);
    return {
        ca,
        cert,
        key: key?.reveal(),
        pfx: pfx?.reveal(),
        passphrase: passphrase?.reveal(),
        // A file may hold the vault's own certificate, or an intermediate authority.
        allowPartialTrustChain: ca !== undefined,
        minVersion: "TLSv1.2",
        rejectUnauthorized: true,
        // Behind a proxy, Node would check the proxy's host where the vault's host is an address.
        checkServerIdentity(_host, certificate) {
            const error = checkServerIdentity(host, certificate);
            // Node's message has no names where the vault's host is an address.
            const names = certificate.subjectaltname ?? certificate.subject?.CN;
            return error && Object.assign(error, { message: `${host} is not in the cert's list: ${names}` });
        },
    };
}
