/** The Terraform provider's process as Terraform starts it, with a vault and automatic mutual TLS. */
import { type ChildProcess, spawn } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Client, type ClientUnaryCall, credentials, makeClientConstructor } from "@grpc/grpc-js";
import { decode, ExtensionCodec, encode } from "@msgpack/msgpack";
import { type Simulator, type SimulatorOptions, startSimulator } from "mysafe-simulator";
import { controllerService, healthService, providerService } from "../../../provider/src/terraform/protocol";
import { selfSigned } from "../../support/certificates";

/** Stands for a value that is known after an apply. */
export const unknown = { unknown: true };

/** Attributes of an object. */
export type Attributes = Record<string, unknown>;

/** A message of the provider, as the protocol has it. */
export interface Message {
    severity: number;
    summary: string;
    detail: string;
    attribute: { steps: { attribute_name?: string }[] } | null;
}

/** A provider's process, its vault and its client. */
export interface TerraformStage {
    vault: Simulator;
    process: ChildProcess;
    /** The parts of the handshake's line. */
    handshake: string[];
    /** The lines of the log. */
    logged: string[];
    /** Calls an operation of the protocol. Objects that are attributes are encoded, and decoded in the response. */
    call(operation: string, request?: Attributes): Promise<Attributes & { diagnostics: Message[] }>;
    checkHealth(): Promise<Attributes>;
    shutDown(): Promise<unknown>;
}

const source = join(__dirname, "../../../provider/src/terraform.ts");
const cookie = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";
const opened: (() => Promise<unknown>)[] = [];

/** Starts a provider. @param settings The provider's configuration beyond the vault's URL and access key. */
export async function openTerraform(
    options: SimulatorOptions = {},
    settings: Attributes = {},
): Promise<TerraformStage> {
    const vault = await startSimulator(options);
    const own = selfSigned({ client: true });
    const child = spawn(process.execPath, ["--require", require.resolve("tsx/cjs"), source], {
        env: { PATH: process.env.PATH, TF_PLUGIN_MAGIC_COOKIE: cookie, PLUGIN_CLIENT_CERT: own.cert },
        stdio: ["ignore", "pipe", "pipe"],
    });
    opened.push(async () => {
        if (child.exitCode === null && child.signalCode === null) {
            child.kill("SIGKILL");
            await once(child, "exit");
        }
        await vault.close();
    });
    const logged: string[] = [];
    createInterface({ input: child.stderr }).on("line", (line) => logged.push(line));
    const [line] = await once(createInterface({ input: child.stdout }), "line");
    const handshake = String(line).split("|");
    const serverCertificate = new X509Certificate(Buffer.from(handshake[5] ?? "", "base64")).toString();
    const security = credentials.createSsl(Buffer.from(serverCertificate), Buffer.from(own.key), Buffer.from(own.cert));
    const clientOf = (service: typeof providerService) =>
        new (makeClientConstructor(service, "client"))(handshake[3] ?? "", security, {
            "grpc.ssl_target_name_override": "localhost",
        });
    const [provider, health, controller] = [providerService, healthService, controllerService].map(clientOf);
    opened.push(async () => {
        for (const client of [provider, health, controller]) {
            client?.close();
        }
    });
    const stage: TerraformStage = {
        vault,
        process: child,
        handshake,
        logged,
        async call(operation, request = {}) {
            return decodeAll(await unary(provider as Client, operation, encodeAll(request))) as Attributes & {
                diagnostics: Message[];
            };
        },
        checkHealth: () => unary(health as Client, "Check", { service: "plugin" }),
        shutDown: () => unary(controller as Client, "Shutdown", {}),
    };
    const { url, clientId, clientSecret } = vault;
    const configuration = { url, client_id: clientId, client_secret: clientSecret, ...settings };
    await stage.call("ConfigureProvider", { config: configuration });
    return stage;
}

/** Ends all that {@link openTerraform} started. Fails if an injected fault affected no request. */
export async function closeTerraform(): Promise<void> {
    for (const close of opened.splice(0).reverse()) {
        await close();
    }
}

function unary(client: Client, operation: string, request: object): Promise<Attributes> {
    type Method = (request: object, respond: (error: Error | null, response: Attributes) => void) => ClientUnaryCall;
    return new Promise((resolve, reject) => {
        (client as unknown as Record<string, Method>)[operation]?.(request, (error, response) =>
            error === null ? resolve(response) : reject(error),
        );
    });
}

const extensionCodec = new ExtensionCodec();
extensionCodec.register({
    type: 0,
    encode: (value) => (value === unknown ? new Uint8Array([0]) : null),
    decode: () => unknown,
});

/** The fields of messages that hold values of Terraform's type system. */
const values = ["config", "prior_state", "proposed_new_state", "planned_state", "current_state", "new_state", "state"];

function encodeAll(request: Attributes): Attributes {
    return Object.fromEntries(
        Object.entries(request).map(([name, value]) => [
            name,
            values.includes(name) ? { msgpack: encode(value, { extensionCodec }) } : value,
        ]),
    );
}

function decodeAll(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(decodeAll);
    }
    if (typeof value !== "object" || value === null || value instanceof Uint8Array) {
        return value;
    }
    const { msgpack } = value as { msgpack?: Uint8Array };
    if (msgpack instanceof Uint8Array) {
        return decode(msgpack, { extensionCodec });
    }
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, decodeAll(item)]));
}
