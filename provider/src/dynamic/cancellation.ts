import { constants, type Http2Server } from "node:http2";
import { watchEngineEnd } from "../shared/engineEnd";

/** The engine's call that tells its providers to stop. A run that ends well makes it too. */
const cancelPath = "/pulumirpc.ResourceProvider/Cancel";

/**
 * Returns a signal that aborts when the engine cancels the run or ends.
 *
 * On Ctrl-C and SIGTERM the engine calls `Cancel` and waits for what is in progress. A provider runs in a process group
 * of its own, so it gets no signal. The SDK answers `Cancel` itself and offers no hook, so this function listens on its server.
 *
 * When the engine has ended, this process ends soon. Until then it serves the dynamic resources of others.
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
    watchEngineEnd(() => controller.abort());
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
