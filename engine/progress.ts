/** Tells people what is going on: lines that stay, and a status that on a terminal rewrites its own line. */

/** Where progress goes. */
export interface ProgressOptions {
    /** Takes whole lines, or, on a terminal, pieces of one. */
    write: (text: string) => void;
    /** Whether one line can be rewritten. */
    terminal: boolean;
    /** Between two status lines where it cannot, in milliseconds. */
    everyMs: number;
    /** The width of the terminal, in characters. */
    columns?: () => number;
}

/** What the modules of this folder tell through. */
export interface Progress {
    /** Shows a line that stays. */
    line(text: string): void;
    /** Starts the clock of something long; `status` is asked for its words whenever they are shown. */
    start(status: () => string): void;
    /** Stops the clock and takes the status off the terminal. */
    stop(): void;
}

const clearLine = "\r\u001b[K";
const terminalEveryMs = 1_000;

/** Makes a {@link Progress} that prefixes every line with "engine: ". */
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

/** Minutes and seconds, as in 3:07. */
export function elapsed(milliseconds: number): string {
    const seconds = Math.floor(milliseconds / 1_000);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
