/** Receives the messages of one run; the method is the severity. */
export interface Log {
    info(message: string): void;
    warn(message: string): void;
    error(message: string): void;
    /** Replaces the status before it. */
    status(message: string): void;
}

/** Drops every message. */
export const silentLog: Log = { info() {}, warn() {}, error() {}, status() {} };
