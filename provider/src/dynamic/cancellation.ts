import { fstatSync } from "node:fs";
import { constants, type Http2Server } from "node:http2";

/** The engine's call that tells its providers to stop. A run that ends well makes it too. */
const cancelPath = "/pulumirpc.ResourceProvider/Cancel";

/** How long this process outlives its engine, in milliseconds. */
const gracePeriodMs = 2000;

/**
 * Returns a signal that aborts when the engine cancels the run or ends.
 *
 * On Ctrl-C and SIGTERM the engine calls `Cancel` and waits for what is in progress. A provider runs in a process group
 * of its own, so it gets no signal. The SDK answers `Cancel` itself and offers no hook, so this function listens on its server.
 *
 * When the engine has ended, this process ends after {@link gracePeriodMs}. Otherwise it would continue beside the next
 * run. The grace period is for the dynamic resources of others, which the same process serves.
 */
export function watchEngine(): AbortSignal {
    const controller = new AbortController();
    if (!isProviderProcess()) {
        return controller.signal;
    }
    for (const server of http2Servers()) {
        server.on("stream", (_stream, headers) => {
            if (headers[constants.HTTP2_HEADER_PATH] === cancelPath) {
                controller.abort();
            }
        });
    }
    if (isPipe(0)) {
        process.stdin.on("end", () => {
            controller.abort();
            setTimeout(() => process.exit(1), gracePeriodMs);
        });
        process.stdin.on("error", () => {});
        process.stdin.resume();
        // Reading stdin must not keep the process alive.
        (process.stdin as Partial<{ unref(): void }>).unref?.();
    }
    return controller.signal;
}

/** Returns whether the SDK's server for dynamic providers has loaded this module. */
export function isProviderProcess(): boolean {
    return /[\\/]dynamic-provider[\\/]index\.js$/.test(require.main?.filename ?? "");
}

function http2Servers(): Http2Server[] {
    const { _getActiveHandles: handles } = process as unknown as { _getActiveHandles?(): object[] };
    return (handles?.call(process) ?? []).filter(
        (handle) => handle.constructor.name === "Http2Server",
    ) as Http2Server[];
}

/** Returns whether a file descriptor is a pipe or a socket, whose other end the engine holds. */
function isPipe(fd: number): boolean {
    try {
        const stat = fstatSync(fd);
        return stat.isFIFO() || stat.isSocket();
    } catch {
        return false;
    }
}
