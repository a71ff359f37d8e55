/** The plugin's process with a vault and an engine that collects its messages. */

import { join } from "node:path";
import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { type LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type Simulator, type SimulatorOptions, startSimulator } from "mysafe-simulator";
import { type Properties, type ProviderProcess, startProvider } from "./providerProcess";

/** A plugin, its vault, and the messages that the engine got. */
export interface PluginStage {
    vault: Simulator;
    plugin: ProviderProcess;
    /** `severity resource: message`, with the name of the resource. */
    logged: string[];
}

const source = join(__dirname, "../../../provider/src/plugin.ts");
const opened: (() => Promise<unknown>)[] = [];

/** Returns the URN of a resource of the package. */
export function urnOf(name: string, type = "PasswordDisablement"): string {
    return `urn:pulumi:dev::test::mysafe:index:${type}::${name}`;
}

/** Returns the URN of a provider instance; the engine's own is `default`. */
export function providerUrn(name: string): string {
    return `urn:pulumi:dev::test::pulumi:providers:mysafe::${name}`;
}

/** Starts a vault, an engine and the plugin, which {@link closePlugins} ends. */
export async function openPlugin(
    options: SimulatorOptions = {},
    settings: Properties = {},
    { instance = "default", environment = {} }: { instance?: string; environment?: Record<string, string> } = {},
): Promise<PluginStage> {
    const logged: string[] = [];
    const [vault, address] = await Promise.all([startSimulator(options), startEngine(logged)]);
    const plugin = await startProvider({
        // With `--logflow`, the engine puts the flags of its log before its address.
        args: ["--require", require.resolve("tsx/cjs"), source, "-logtostderr", "-v=1", address],
        environment,
    });
    opened.push(
        async () => {
            // As the engine does, since the plugin removes its files then.
            await plugin.cancel().catch(() => {});
            await plugin.stop();
        },
        () => vault.close(),
    );
    await plugin.configure({ ...settingsFor(vault), ...settings }, providerUrn(instance));
    return { vault, plugin, logged };
}

/** Ends all that {@link openPlugin} started. Fails if an injected fault affected no request. */
export async function closePlugins(): Promise<void> {
    await Promise.all(opened.splice(0).map((close) => close()));
}

/** Returns the configuration of an instance as the engine sends it, with a wrapped secret. */
export function settingsFor(vault: Simulator): Properties {
    return { url: vault.url, clientId: vault.clientId, clientSecret: wrapped(vault.clientSecret) };
}

/** Returns a secret in its wire form. */
export function wrapped(value: string): Properties {
    return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}

const severities = new Map<LogSeverity, string>([
    [LogSeverity.INFO, "info"],
    [LogSeverity.WARNING, "warning"],
    [LogSeverity.ERROR, "error"],
]);

/** Starts a server with the engine's call for messages, and returns its address. */
async function startEngine(logged: string[]): Promise<string> {
    const server = new Server();
    server.addService(EngineService, {
        log({ request }: ServerUnaryCall<LogRequest, Empty>, respond: sendUnaryData<Empty>) {
            const name = request.getUrn().split("::").at(-1);
            logged.push(`${severities.get(request.getSeverity())} ${name}: ${request.getMessage()}`);
            respond(null, new Empty());
        },
    });
    const port = await new Promise<number>((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
            error === null ? resolve(bound) : reject(error),
        );
    });
    opened.push(async () => server.forceShutdown());
    return `127.0.0.1:${port}`;
}
