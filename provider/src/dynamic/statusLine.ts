import { createRequire } from "node:module";
import { createThrottledStatus } from "../shared/throttledStatus";

/**
 * Creates a function that shows a line until the next one replaces it. The engine leaves such lines out of the summary of
 * a run, unlike lines on stderr. Without a connection to the engine, `print` gets the lines.
 *
 * The engine's address is the first argument of the SDK's dynamic provider (`cmd/dynamic-provider/index.ts`). The call is
 * the one that `pulumi.log` makes in programs.
 */
export function createStatusLine(
    print: (line: string) => void,
    isWatched?: () => boolean,
    now?: () => number,
): (line: string) => void {
    let show: ((line: string) => void) | undefined;
    return createThrottledStatus(
        (line) => {
            show ??= connect(process.argv[2] ?? "") ?? print;
            show(line);
        },
        isWatched,
        now,
    );
}

function connect(address: string): ((line: string) => void) | undefined {
    if (!/^[\w.-]+:\d+$/.test(address)) {
        return undefined;
    }
    try {
        const requireFromSdk = createRequire(require.resolve("@pulumi/pulumi"));
        const { credentials } = requireFromSdk("@grpc/grpc-js");
        const { EngineClient } = requireFromSdk("@pulumi/pulumi/proto/engine_grpc_pb");
        const { LogRequest, LogSeverity } = requireFromSdk("@pulumi/pulumi/proto/engine_pb");
        const client = new EngineClient(address, credentials.createInsecure());
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
