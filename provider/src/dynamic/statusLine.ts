import { createRequire } from "node:module";
import { hasTerminal } from "./terminal";

/** The time between two lines where nobody watches. */
const unwatchedMs = 30_000;

/**
 * Creates a function that shows a line until the next one replaces it. The engine leaves such lines out of the summary of
 * a run, unlike lines on stderr. Without a connection to the engine, `print` gets the lines.
 *
 * It shows each change at once, and where nobody watches one every 30 s.
 *
 * The engine's address is the first argument of the SDK's dynamic provider (`cmd/dynamic-provider/index.ts`). The call is
 * the one that `pulumi.log` makes in programs.
 */
export function createStatusLine(
    print: (line: string) => void,
    isWatched: () => boolean = hasTerminal,
    now: () => number = () => performance.now(),
): (line: string) => void {
    let show: ((line: string) => void) | undefined;
    let shown = "";
    let intervalMs = 0;
    let nextAt = Number.NEGATIVE_INFINITY;
    return (line) => {
        if (show === undefined) {
            show = connect(process.argv[2] ?? "") ?? print;
            intervalMs = isWatched() ? 0 : unwatchedMs;
            nextAt = now() + intervalMs;
        }
        if (line !== shown && now() >= nextAt) {
            shown = line;
            nextAt = now() + intervalMs;
            show(line);
        }
    };
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
