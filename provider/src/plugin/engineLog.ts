import { AsyncLocalStorage } from "node:async_hooks";
import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb.js";
import type { Log } from "../shared/log";
import { createThrottledStatus } from "../shared/throttledStatus";

/** The log of the plugin: the engine shows a message at the resource whose operation logs it. */
export interface EngineLog extends Log {
    /** Connects the log to another engine: a debugger starts the plugin before its engine. */
    connect(address: string): void;
    /** Runs an operation on a resource, and waits until the engine has its messages. */
    during<T>(urn: string, operation: () => Promise<T>): Promise<T>;
}

/** Creates a log. @param address The address of the engine; empty where a debugger starts the plugin. */
export function createEngineLog(address: string): EngineLog {
    const resource = new AsyncLocalStorage<string>();
    const pending = new Set<Promise<void>>();
    let client = createClient(address);

    function send(severity: LogSeverity, text: string, isStatus = false) {
        const urn = resource.getStore() ?? "";
        const request = new LogRequest();
        request.setSeverity(severity);
        // A message about the whole run stands at the stack, among those of other plugins.
        request.setMessage(`${urn === "" ? "pulumi-mysafe: " : ""}${text}`);
        request.setUrn(urn);
        request.setEphemeral(isStatus);
        const sent = new Promise<void>((resolve) => {
            if (client === undefined) {
                resolve();
            } else {
                client.log(request, () => resolve());
            }
        });
        pending.add(sent);
        void sent.then(() => pending.delete(sent));
    }

    return {
        info: (message) => send(LogSeverity.INFO, message),
        warn: (message) => send(LogSeverity.WARNING, message),
        error: (message) => send(LogSeverity.ERROR, message),
        status: createThrottledStatus((message) => send(LogSeverity.INFO, message, true)),
        connect(other) {
            client = createClient(other);
        },
        during: (urn, operation) =>
            resource.run(urn, async () => {
                try {
                    return await operation();
                } finally {
                    await Promise.all(pending);
                }
            }),
    };
}

function createClient(address: string): EngineClient | undefined {
    return address === "" ? undefined : new EngineClient(address, credentials.createInsecure());
}
