/** Logs progress: lines, and a status that rewrites its own line on a terminal. */

/** The output of progress. */
export interface ProgressOptions {
    /** Receives whole lines, or parts of one on a terminal. */
    write: (text: string) => void;
    /** True if a line can be rewritten. */
    terminal: boolean;
    /** Milliseconds between two status lines if it cannot. */
    everyMs: number;
    /** The width of the terminal, in characters. */
    columns?: () => number;
}

/** The log of this folder's modules. */
export interface Progress {
    /** Logs a line. */
    line(text: string): void;
    /** Starts the status of a long step. `status` returns its present text. */
    start(status: () => string): void;
    /** Stops the status and clears it from the terminal. */
    stop(): void;
}

const clearLine = "\r\u001b[K";
const terminalEveryMs = 1_000;

/** Returns a {@link Progress} that prefixes every line with "engine: ". */
export function createProgress(options: ProgressOptions): Progress {
    let timer: NodeJS.Timeout | undefined;
    const width = () => (options.columns?.() ?? 80) - 1;

    return {
        line(text) {
            options.write(`${timer && options.terminal ? clearLine : ""}engine: ${text}\n`);
        },
        start(status) {
            this.stop();
            const started = Date.now();
            const show = () => {
                const text = `engine: [${elapsed(Date.now() - started)}] ${status()}`;
                options.write(options.terminal ? clearLine + text.slice(0, width()) : `${text}\n`);
            };
            timer = setInterval(show, options.terminal ? terminalEveryMs : options.everyMs);
            if (options.terminal) {
                show();
            }
        },
        stop() {
            if (timer) {
                clearInterval(timer);
                timer = undefined;
                if (options.terminal) {
                    options.write(clearLine);
                }
            }
        },
    };
}

/** Returns minutes and seconds, as in 3:07. */
export function elapsed(milliseconds: number): string {
    const seconds = Math.floor(milliseconds / 1_000);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
