import { spawn } from "node:child_process";
import { once } from "node:events";
import { inspect } from "node:util";
import { credentials, type ServiceError, status } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { cleanEnvironment } from "./environment";

/** Properties as they go over the wire. */
export type Properties = Record<string, JavaScriptValue>;

/** A property that the engine would refuse the preview with; an empty one stands for the resource. */
export interface CheckFailure {
    property: string;
    reason: string;
}

/** What `diff` says, all of it. */
export interface DiffResult {
    changes: "unknown" | "none" | "some";
    replaces: string[];
    deleteBeforeReplace: boolean;
}

/** The SDK's own dynamic provider server, as the engine starts it, and its operations. Each rejects with `ServiceError`. */
export interface DynamicProvider {
    configure(config: Properties): Promise<void>;
    check(olds: Properties, news: Properties): Promise<{ inputs: Properties; failures: CheckFailure[] }>;
    diff(id: string, olds: Properties, news: Properties): Promise<DiffResult>;
    create(inputs: Properties): Promise<{ id: string; outputs: Properties }>;
    read(id: string, state: Properties): Promise<{ id: string; outputs: Properties; inputs: Properties | undefined }>;
    update(id: string, olds: Properties, news: Properties): Promise<Properties>;
    delete(id: string, state: Properties): Promise<void>;
    /** What the engine calls on Ctrl-C, and at the end of each run. */
    cancel(): Promise<void>;
    /** What the process has written so far, the port apart. */
    stdout(): string;
    stderr(): string;
    /** All that it has answered so far, errors and their metadata too, as text in which a secret would be found. */
    answers(): string;
    /** Ends the process and waits until it is gone. Later calls do nothing. */
    stop(): Promise<void>;
}

/** It never calls the engine, so any address does. */
const anyEngineAddress = "127.0.0.1:1";

/**
 * Starts the server in plain node.
 *
 * @param cwd Where the program stands: the provider text's `require` begins here.
 * @param environment Variables beside the machine's own.
 * @param node The executable to run it with.
 */
export async function startDynamicProvider(
    cwd: string = __dirname,
    environment: Record<string, string> = {},
    node = process.execPath,
): Promise<DynamicProvider> {
    const script = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
    const child = spawn(node, [script, anyEngineAddress], {
        cwd,
        env: { ...cleanEnvironment(), ...environment },
        stdio: ["ignore", "pipe", "pipe"],
    });
    const gone = once(child, "close");
    const endWithUs = () => child.kill();
    process.once("exit", endWithUs);

    let stdout = "";
    let stderr = "";
    const answers: string[] = [];
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
        gone.then(() => reject(new Error(`the dynamic provider ended before it gave its port:\n${stderr}`)), reject);
    });
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());

    function answered<Response extends { serializeBinary(): Uint8Array }>(
        call: (callback: (error: ServiceError | null, response: Response) => void) => unknown,
    ): Promise<Response> {
        return new Promise((resolve, reject) => {
            call((error, response) => {
                if (error) {
                    answers.push(inspect(error, { depth: null }), inspect(error.metadata.toJSON(), { depth: null }));
                    for (const detail of error.metadata.get("grpc-status-details-bin")) {
                        answers.push(detail.toString("latin1"));
                    }
                    reject(error);
                } else {
                    answers.push(Buffer.from(response.serializeBinary()).toString("latin1"));
                    resolve(response);
                }
            });
        });
    }

    return {
        async configure(config) {
            const request = new messages.ConfigureRequest().setArgs(Struct.fromJavaScript(config));
            await answered((callback) => client.configure(request, callback));
        },

        async check(olds, news) {
            const request = new messages.CheckRequest()
                .setOlds(Struct.fromJavaScript(olds))
                .setNews(Struct.fromJavaScript(news));
            const response = await answered<messages.CheckResponse>((callback) => client.check(request, callback));
            return {
                inputs: propertiesOf(response.getInputs()),
                failures: response
                    .getFailuresList()
                    .map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() })),
            };
        },

        async diff(id, olds, news) {
            const request = new messages.DiffRequest()
                .setId(id)
                .setOlds(Struct.fromJavaScript(olds))
                .setNews(Struct.fromJavaScript(news));
            const response = await answered<messages.DiffResponse>((callback) => client.diff(request, callback));
            return {
                changes: (["unknown", "none", "some"] as const)[response.getChanges()],
                replaces: response.getReplacesList(),
                deleteBeforeReplace: response.getDeletebeforereplace(),
            };
        },

        async create(inputs) {
            const request = new messages.CreateRequest().setProperties(Struct.fromJavaScript(inputs));
            const response = await answered<messages.CreateResponse>((callback) => client.create(request, callback));
            return { id: response.getId(), outputs: propertiesOf(response.getProperties()) };
        },

        async read(id, state) {
            const request = new messages.ReadRequest().setId(id).setProperties(Struct.fromJavaScript(state));
            const response = await answered<messages.ReadResponse>((callback) => client.read(request, callback));
            return {
                id: response.getId(),
                outputs: propertiesOf(response.getProperties()),
                inputs: response.hasInputs() ? propertiesOf(response.getInputs()) : undefined,
            };
        },

        async update(id, olds, news) {
            const request = new messages.UpdateRequest()
                .setId(id)
                .setOlds(Struct.fromJavaScript(olds))
                .setNews(Struct.fromJavaScript(news));
            const response = await answered<messages.UpdateResponse>((callback) => client.update(request, callback));
            return propertiesOf(response.getProperties());
        },

        async delete(id, state) {
            const request = new messages.DeleteRequest().setId(id).setProperties(Struct.fromJavaScript(state));
            await answered((callback) => client.delete(request, callback));
        },

        async cancel() {
            await answered((callback) => client.cancel(new Empty(), callback));
        },

        stdout: () => stdout.replace(/^\d+\n/, ""),
        stderr: () => stderr,
        answers: () => answers.join("\n"),

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

/** The message of the one gRPC error that an operation must end with, as the engine shows it. */
export async function refusalOf(operation: Promise<unknown>): Promise<string> {
    const error = await operation.then(
        () => undefined,
        (thrown: ServiceError) => thrown,
    );
    if (error?.code !== status.UNKNOWN) {
        throw new Error(`expected the provider to refuse, but it ${error ? `failed: ${error.message}` : "agreed"}`);
    }
    return error.details;
}

/** How an operation says that a resource was made but is not complete: what the engine then keeps of it. */
export async function initializationFailureOf(
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

function propertiesOf(struct: Struct | undefined): Properties {
    return struct?.toJavaScript() ?? {};
}
