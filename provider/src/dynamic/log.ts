import type { Log } from "../shared/log";
import { createStatusLine } from "./statusLine";

/** Creates the log of the provider's process: the engine shows its lines on stderr under the stack. */
export function createProviderLog(): Log {
    const print = (message: string) => console.error(`pulumi-mysafe: ${message}`);
    return {
        info: print,
        warn: (message) => print(`warning: ${message}`),
        error: (message) => print(`error: ${message}`),
        status: createStatusLine(print),
    };
}
