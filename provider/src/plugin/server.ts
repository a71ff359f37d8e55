import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { watchEngineEnd } from "../shared/engineEnd";
import { createEngineLog } from "./engineLog";
import { createService, type PackageFacts } from "./service";
import { createSharedDeclarations } from "./sharedDeclarations";

/** The engine accepts messages of this size, in bytes (Go SDK's `rpcutil`). A set of many passwords is a long one. */
const maxMessageBytes = 400 * 1024 * 1024;

/**
 * Serves the plugin on a port of loopback that the system chooses, until the engine ends. Returns the port.
 *
 * @param engineAddress The engine's own server, which shows the plugin's messages.
 */
export async function startServer(facts: PackageFacts, engineAddress: string): Promise<number> {
    const log = createEngineLog(engineAddress);
    const host = { log, env: process.env, now: () => new Date() };
    const declarations = createSharedDeclarations(`${engineAddress} ${process.ppid}`);
    const server = new Server({
        "grpc.max_receive_message_length": maxMessageBytes,
        "grpc.max_send_message_length": maxMessageBytes,
    });
    server.addService(ResourceProviderService, createService(facts, host, log, watchEngineEnd, declarations));
    return new Promise((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
            if (error === null) {
                resolve(port);
            } else {
                reject(error);
            }
        });
    });
}
