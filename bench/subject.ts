/** What a form becomes for one vault: the commands of its operations, and its state. */
import { statSync } from "node:fs";
import type { Operation } from "./forms";
import type { Command } from "./measure";

/** One form set up against one vault, in a folder of its own. */
export interface Subject {
    /** The whole command of an operation, as a user types it. */
    command(operation: Operation): Command;
    /** Size of the file that it keeps its state in, in bytes; undefined where it keeps none. */
    stateBytes(): number | undefined;
    /** Takes all of it away. */
    remove(): void;
}

/** Size of a file in bytes; undefined where there is none. */
export function sizeOf(file: string): number | undefined {
    return statSync(file, { throwIfNoEntry: false })?.size;
}
