import { createRequire } from "node:module";

/** The calls of a gRPC client of the engine that are made here. */
interface EngineClient {
    log(request: unknown, answered: () => void): void;
}

/**
 * Makes what shows a line that the next one replaces: the engine keeps it out of the summary at the run's end, which a
 * line on stderr stays in. Where the engine cannot be called, lines go to `tell`.
 *
 * The dynamic provider of `@pulumi/pulumi` is started with the engine's address as its first argument
 * (`cmd/dynamic-provider/index.ts`), and has no use for it; this makes the call that `pulumi.log` makes in programs.
 */
export function createStatusLine(tell: (line: string) => void): (line: string) => void {
    let log: ((line: string) => void) | undefined;
    return (line) => {
        log ??= connect(process.argv[2] ?? "") ?? tell;
        log(line);
    };
}

function connect(address: string): ((line: string) => void) | undefined {
    if (!/^[\w.-]+:\d+$/.test(address)) {
        return undefined;
    }
    try {
        const ofSdk = createRequire(require.resolve("@pulumi/pulumi"));
        const { credentials } = ofSdk("@grpc/grpc-js");
        const { EngineClient: Client } = ofSdk("@pulumi/pulumi/proto/engine_grpc_pb");
        const { LogRequest, LogSeverity } = ofSdk("@pulumi/pulumi/proto/engine_pb");
        const client: EngineClient = new Client(address, credentials.createInsecure());
        return (line) => {
            const request = new LogRequest();
            request.setSeverity(LogSeverity.INFO);
            request.setMessage(line);
            request.setEphemeral(true);
            client.log(request, () => {});
        };
    } catch {
        return undefined;
    }
}
