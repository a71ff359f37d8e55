import type { Log } from "../../../provider/src/shared/log";

/** Returns a log that keeps each message behind its severity: `warn: …`. */
export function recordingLog(): { log: Log; logged: string[] } {
    const logged: string[] = [];
    const keep = (severity: keyof Log) => (message: string) => void logged.push(`${severity}: ${message}`);
    const log = { info: keep("info"), warn: keep("warn"), error: keep("error"), status: keep("status") };
    return { log, logged };
}
