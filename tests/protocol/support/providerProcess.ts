import { spawn } from "node:child_process";
import { once } from "node:events";
import { inspect } from "node:util";
import { credentials, type ServiceError, status } from "@grpc/grpc-js";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { cleanEnvironment } from "./environment";

/** Properties in their wire form. */
export type Properties = Record<string, JavaScriptValue>;

/** A failed check. An empty property means the resource. */
export interface CheckFailure {
    property: string;
    reason: string;
}

/** The response of `diff`. */
export interface DiffResult {
    changes: "unknown" | "none" | "some";
    diffs: string[];
    replaces: string[];
    deleteBeforeReplace: boolean;
}

/**
 * A provider's process, as the engine starts it. Each operation rejects with `ServiceError`. The SDK's server of dynamic
 * providers reads no URN.
 */
export interface ProviderProcess {
    info(): Promise<{ version: string; schema: string }>;
    checkConfig(news: Properties, urn?: string): Promise<{ inputs: Properties; failures: CheckFailure[] }>;
    configure(config: Properties, urn?: string): Promise<void>;
    invoke(token: string, args: Properties): Promise<Properties>;
    check(olds: Properties, news: Properties, urn?: string): Promise<{ inputs: Properties; failures: CheckFailure[] }>;
    diff(id: string, olds: Properties, news: Properties, urn?: string): Promise<DiffResult>;
    create(inputs: Properties, urn?: string): Promise<{ id: string; outputs: Properties }>;
    read(
        id: string,
        state: Properties,
        urn?: string,
    ): Promise<{ id: string; outputs: Properties; inputs: Properties | undefined }>;
    update(id: string, olds: Properties, news: Properties, urn?: string): Promise<Properties>;
    delete(id: string, state: Properties, urn?: string): Promise<void>;
    /** Sends Cancel, as the engine does on Ctrl-C and at the end of each run. */
    cancel(): Promise<void>;
    /** Returns the output so far, without the port. */
    stdout(): string;
    stderr(): string;
    /** Returns all responses so far as text, with errors and their metadata, in which a secret is visible. */
    responses(): string;
    /** Ends its standard input, as the end of the engine does, and waits for the end of the process. */
    endEngine(): Promise<void>;
    /** Ends the process and waits for its end. Later calls do nothing. */
    stop(): Promise<void>;
}

/** The start of a provider's process. */
interface ProviderStart {
    /** The arguments of Node: a script, and the address of the engine. */
    args: string[];
    /** The folder from which the provider text's `require` resolves. */
    cwd?: string;
    /** Additional environment variables. */
    environment?: Record<string, string>;
    /** The executable that runs it. */
    node?: string;
}

/** An address without a listener. */
export const anyEngineAddress = "127.0.0.1:1";

/** Starts the SDK's server of dynamic providers in Node. */
export function startDynamicProvider(
    cwd: string = __dirname,
    environment: Record<string, string> = {},
    node = process.execPath,
): Promise<ProviderProcess> {
    const script = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
    return startProvider({ args: [script, anyEngineAddress], cwd, environment, node });
}

/** Starts a provider in Node. */
export async function startProvider({
    args,
    cwd = __dirname,
    environment = {},
    node = process.execPath,
}: ProviderStart): Promise<ProviderProcess> {
    const child = spawn(node, args, {
        cwd,
        env: { ...cleanEnvironment(), ...environment },
        stdio: ["pipe", "pipe", "pipe"],
    });
    const gone = once(child, "close");
    const endWithUs = () => child.kill();
    process.once("exit", endWithUs);

    let stdout = "";
    let stderr = "";
    const responses: string[] = [];
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
        stderr += text;
    });
    const port = await new Promise<number>((resolve, reject) => {
        child.stdout.setEncoding("utf8").on("data", (text: string) => {
            stdout += text;
            const line = /^(\d+)\n/.exec(stdout);
            if (line) {
                resolve(Number(line[1]));
            }
        });
        gone.then(() => reject(new Error(`the provider ended before it gave its port:\n${stderr}`)), reject);
    });
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());

    function call<Response extends { serializeBinary(): Uint8Array }>(
        call: (callback: (error: ServiceError | null, response: Response) => void) => unknown,
    ): Promise<Response> {
        return new Promise((resolve, reject) => {
            call((error, response) => {
                if (error) {
                    responses.push(inspect(error, { depth: null }), inspect(error.metadata.toJSON(), { depth: null }));
                    for (const detail of error.metadata.get("grpc-status-details-bin")) {
                        responses.push(detail.toString("latin1"));
                    }
                    reject(error);
                } else {
                    responses.push(Buffer.from(response.serializeBinary()).toString("latin1"));
                    resolve(response);
                }
            });
        });
    }

    return {
        async info() {
            const info = await call<PluginInfo>((callback) => client.getPluginInfo(new Empty(), callback));
            const request = new messages.GetSchemaRequest();
            const schema = await call<messages.GetSchemaResponse>((callback) => client.getSchema(request, callback));
            return { version: info.getVersion(), schema: schema.getSchema() };
        },

        async checkConfig(news, urn = "") {
            const request = new messages.CheckRequest().setUrn(urn).setNews(Struct.fromJavaScript(news));
            return checkResultOf(await call((callback) => client.checkConfig(request, callback)));
        },

        async configure(config, urn = "") {
            const request = new messages.ConfigureRequest().setArgs(Struct.fromJavaScript(config)).setUrn(urn);
            await call((callback) => client.configure(request, callback));
        },

        async invoke(token, args) {
            const request = new messages.InvokeRequest().setTok(token).setArgs(Struct.fromJavaScript(args));
            const response = await call<messages.InvokeResponse>((callback) => client.invoke(request, callback));
            return propertiesOf(response.getReturn());
        },

        async check(olds, news, urn = "") {
            const request = new messages.CheckRequest()
                .setUrn(urn)
                .setOlds(Struct.fromJavaScript(olds))
                .setNews(Struct.fromJavaScript(news));
            return checkResultOf(await call((callback) => client.check(request, callback)));
        },

        async diff(id, olds, news, urn = "") {
            const request = new messages.DiffRequest()
                .setUrn(urn)
                .setId(id)
                .setOlds(Struct.fromJavaScript(olds))
                .setNews(Struct.fromJavaScript(news));
            const response = await call<messages.DiffResponse>((callback) => client.diff(request, callback));
            return {
                changes: (["unknown", "none", "some"] as const)[response.getChanges()],
                diffs: response.getDiffsList(),
                replaces: response.getReplacesList(),
                deleteBeforeReplace: response.getDeletebeforereplace(),
            };
        },

        async create(inputs, urn = "") {
            const request = new messages.CreateRequest().setUrn(urn).setProperties(Struct.fromJavaScript(inputs));
            const response = await call<messages.CreateResponse>((callback) => client.create(request, callback));
            return { id: response.getId(), outputs: propertiesOf(response.getProperties()) };
        },

        async read(id, state, urn = "") {
            const request = new messages.ReadRequest()
                .setUrn(urn)
                .setId(id)
                .setProperties(Struct.fromJavaScript(state));
            const response = await call<messages.ReadResponse>((callback) => client.read(request, callback));
            return {
                id: response.getId(),
                outputs: propertiesOf(response.getProperties()),
                inputs: response.hasInputs() ? propertiesOf(response.getInputs()) : undefined,
            };
        },

        async update(id, olds, news, urn = "") {
            const request = new messages.UpdateRequest()
                .setUrn(urn)
                .setId(id)
                .setOlds(Struct.fromJavaScript(olds))
                .setNews(Struct.fromJavaScript(news));
            const response = await call<messages.UpdateResponse>((callback) => client.update(request, callback));
            return propertiesOf(response.getProperties());
        },

        async delete(id, state, urn = "") {
            const request = new messages.DeleteRequest()
                .setUrn(urn)
                .setId(id)
                .setProperties(Struct.fromJavaScript(state));
            await call((callback) => client.delete(request, callback));
        },

        async cancel() {
            await call((callback) => client.cancel(new Empty(), callback));
        },

        stdout: () => stdout.replace(/^\d+\n/, ""),
        stderr: () => stderr,
        responses: () => responses.join("\n"),

        async endEngine() {
            child.stdin.end();
            await gone;
        },

        async stop() {
            process.off("exit", endWithUs);
            client.close();
            if (child.exitCode === null && child.signalCode === null) {
                child.kill();
            }
            await gone;
        },
    };
}

/** Returns the message of the gRPC error that an operation must reject with, as the engine shows it. */
export async function errorOf(operation: Promise<unknown>): Promise<string> {
    const error = await operation.then(
        () => undefined,
        (thrown: ServiceError) => thrown,
    );
    if (error?.code !== status.UNKNOWN) {
        throw new Error(
            `expected a failed operation, but it ${error ? `failed otherwise: ${error.message}` : "succeeded"}`,
        );
    }
    return error.details;
}

/** Returns the details of the error after which the engine keeps a resource as "created but failed to initialize". */
export async function initFailureOf(
    operation: Promise<unknown>,
): Promise<{ message: string; id: string; properties: Properties; reasons: string[] }> {
    const error = await operation.then(
        () => undefined,
        (thrown: ServiceError) => thrown,
    );
    const [packed] = error?.metadata.get("grpc-status-details-bin") ?? [];
    if (error === undefined || !(packed instanceof Buffer)) {
        throw new Error(
            `expected a failed initialization, but the operation ${error ? "failed otherwise" : "succeeded"}`,
        );
    }
    const detail = Status.deserializeBinary(packed)
        .getDetailsList()[0]
        ?.unpack(messages.ErrorResourceInitFailed.deserializeBinary, "pulumirpc.ErrorResourceInitFailed");
    return {
        message: error.details,
        id: detail?.getId() ?? "",
        properties: propertiesOf(detail?.getProperties()),
        reasons: detail?.getReasonsList() ?? [],
    };
}

function checkResultOf(response: messages.CheckResponse): { inputs: Properties; failures: CheckFailure[] } {
    return {
        inputs: propertiesOf(response.getInputs()),
        failures: response
            .getFailuresList()
            .map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() })),
    };
}

function propertiesOf(struct: Struct | undefined): Properties {
    return struct?.toJavaScript() ?? {};
}
