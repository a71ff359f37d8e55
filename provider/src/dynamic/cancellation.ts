import { fstatSync } from "node:fs";
import { constants, type Http2Server } from "node:http2";

/** The call by which the engine tells its providers that the run was cancelled; a run that ends well makes it too. */
const cancelPath = "/pulumirpc.ResourceProvider/Cancel";

/** How long this process outlives its engine. */
const graceMs = 2000;

/**
 * A signal that is given when the engine wants no more: on Ctrl-C, or SIGTERM, it calls `Cancel` at once and then waits
 * for what is under way. A provider gets no signal of its own (each runs in its own process group), and the SDK answers
 * the call without telling anybody, so this listens beside it. Where that is not possible, runs end only later.
 *
 * The signal is given, too, when the engine itself is gone, and this process ends soon after: it would go on alone,
 * beside the run that comes next. Dynamic resources of others, which the same process serves, have a moment to end.
 */
export function watchEngine(): AbortSignal {
    const cancelled = new AbortController();
    if (isProviderProcess()) {
        for (const server of http2Servers()) {
            server.on("stream", (_stream, headers) => {
                if (headers[constants.HTTP2_HEADER_PATH] === cancelPath) {
                    cancelled.abort();
                }
            });
        }
        if (isPipe(0)) {
            process.stdin.on("end", () => {
                cancelled.abort();
                setTimeout(() => process.exit(1), graceMs);
            });
            process.stdin.on("error", () => {});
            process.stdin.resume();
            // Not a reason to stay.
            (process.stdin as Partial<{ unref(): void }>).unref?.();
        }
    }
    return cancelled.signal;
}

/** Whether the SDK's server for dynamic providers has loaded us, and not a program or a test. */
export function isProviderProcess(): boolean {
    return /[\\/]dynamic-provider[\\/]index\.js$/.test(require.main?.filename ?? "");
}

/** The servers of this process, as far as node tells. */
function http2Servers(): Http2Server[] {
    const { _getActiveHandles: handles } = process as unknown as { _getActiveHandles?(): object[] };
    return (handles?.call(process) ?? []).filter(
        (handle) => handle.constructor.name === "Http2Server",
    ) as Http2Server[];
}

/** The engine holds the other end of a pipe; a terminal or a closed input says nothing. */
function isPipe(fd: number): boolean {
    try {
        const stat = fstatSync(fd);
        return stat.isFIFO() || stat.isSocket();
    } catch {
        return false;
    }
}
