/** Runs proxy-chain for `startProxy` and records its requests. The process ends with its parent. */
import { type LookupOneOptions, lookup } from "node:dns";
import { Server, type ServerOptions } from "proxy-chain";
import type { ProxiedRequest, ProxyCommand, ProxyOptions, ProxyReport } from "./proxyServer";

const seen: ProxiedRequest[] = [];

process.on("message", (command: ProxyCommand) => {
    if (command === "seen") {
        report({ seen });
    } else {
        start(command.start).then(
            (port) => report({ port }),
            (error: Error) => report({ error: error.message }),
        );
    }
});
process.on("disconnect", () => process.exit());

function report(what: ProxyReport): void {
    process.send?.(what);
}

async function start({ username, password = "", tls, hosts = [] }: ProxyOptions): Promise<number> {
    const dnsLookup = ((name: string, options: LookupOneOptions, callback: () => void) =>
        lookup(hosts.includes(name) ? "127.0.0.1" : name, options, callback)) as typeof lookup;
    const common: ServerOptions = {
        host: "127.0.0.1",
        port: 0,
        prepareRequestFunction({ request, username: user, password: given }) {
            const passed = username === undefined || (user === username && given === password);
            const { method = "", url = "" } = request;
            seen.push({ method, target: url, username: user || undefined, passed });
            return { requestAuthentication: !passed, dnsLookup };
        },
    };
    const server = new Server(tls === undefined ? common : { ...common, serverType: "https", httpsOptions: tls });
    await server.listen();
    return server.port;
}
