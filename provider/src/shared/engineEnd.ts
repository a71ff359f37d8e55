import { fstatSync } from "node:fs";

/** How long this process outlives its engine, in milliseconds. */
const gracePeriodMs = 2000;

/**
 * Calls `onEnd` when the engine that started this process has ended. This process ends after {@link gracePeriodMs}.
 * Otherwise it would continue beside the next run.
 */
export function watchEngineEnd(onEnd: () => void): void {
    if (!isPipe(0)) {
        return;
    }
    process.stdin.on("end", () => {
        onEnd();
        setTimeout(() => process.exit(1), gracePeriodMs);
    });
    process.stdin.on("error", () => {});
    process.stdin.resume();
    // Reading stdin must not keep the process alive.
    (process.stdin as Partial<{ unref(): void }>).unref?.();
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
