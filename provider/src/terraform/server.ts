import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData } from "@grpc/grpc-js";
import { createCertificate, handshakeLine } from "./handshake";
import { createOperationLog } from "./operationLog";
import { watchParentEnd } from "./parentEnd";
import { controllerService, healthService, providerService } from "./protocol";
import { createService } from "./service";

/** Terraform accepts messages of this size, in bytes (go-plugin's server). A set of many passwords is a long one. */
const maxMessageBytes = 256 * 1024 * 1024;
const serving = 1;

/** Serves the provider on a port of loopback that the system chooses, until Terraform ends it. Prints the handshake. */
export async function startServer(): Promise<void> {
    const cancelled = new AbortController();
    const log = createOperationLog((line) => process.stderr.write(line));
    const host = { log, env: process.env, now: () => new Date(), signal: cancelled.signal };
    const server = new Server({
        "grpc.max_receive_message_length": maxMessageBytes,
        "grpc.max_send_message_length": maxMessageBytes,
    });
    server.addService(
        providerService,
        createService(host, log, () => cancelled.abort()),
    );
    server.addService(healthService, {
        Check: (_call: unknown, respond: sendUnaryData<{ status: number }>) => respond(null, { status: serving }),
    });
    server.addService(controllerService, {
        Shutdown(_call: ServerUnaryCall<unknown, unknown>, respond: sendUnaryData<object>) {
            respond(null, {});
            server.tryShutdown(() => process.exit());
        },
    });
    // Terraform sends a call to stop the provider. The signal of a terminal reaches the plugin, too.
    process.on("SIGINT", () => {});
    watchParentEnd(() => cancelled.abort());

    const clientCertificate = process.env.PLUGIN_CLIENT_CERT ?? "";
    const own = clientCertificate === "" ? undefined : await createCertificate();
    const credentials =
        own === undefined
            ? ServerCredentials.createInsecure()
            : ServerCredentials.createSsl(
                  Buffer.from(clientCertificate),
                  [{ private_key: Buffer.from(own.privateKey), cert_chain: Buffer.from(own.certificate) }],
                  true,
              );
    const port = await new Promise<number>((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", credentials, (error, bound) =>
            error === null ? resolve(bound) : reject(error),
        );
    });
    process.stdout.write(handshakeLine(port, own?.encoded ?? ""));
}
