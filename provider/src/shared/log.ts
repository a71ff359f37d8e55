/** Receives messages for the user; the method is the severity. */
export interface Log {
    info(message: string): void;
    warn(message: string): void;
    error(message: string): void;
    /** Shows the progress of a long operation; the next status replaces it. */
    status(message: string): void;
}

/** A log that drops all messages. */
export const silentLog: Log = { info() {}, warn() {}, error() {}, status() {} };
