import { hasTerminal } from "./terminal";

/** The time between two lines where nobody watches. */
const unwatchedMs = 30_000;

/** Creates a function that shows each change of a line at once, and where nobody watches one every 30 s. */
export function createThrottledStatus(
    show: (line: string) => void,
    isWatched: () => boolean = hasTerminal,
    now: () => number = () => performance.now(),
): (line: string) => void {
    let shown = "";
    let intervalMs: number | undefined;
    let nextAt = Number.NEGATIVE_INFINITY;
    return (line) => {
        if (intervalMs === undefined) {
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
