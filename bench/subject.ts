/** A form for one vault: the commands of its operations, and its state. */
import { statSync } from "node:fs";
import type { Operation } from "./forms";
import type { Command } from "./measure";

/** One form for one vault, in a folder of its own. */
export interface Subject {
    /** Returns the whole command of an operation, as a user types it. */
    command(operation: Operation): Command;
    /** Returns the size of the state file in bytes, or undefined if the form has none. */
    stateBytes(): number | undefined;
    /** Removes the folder. */
    remove(): void;
}

/** Returns the size of a file in bytes, or undefined if there is none. */
export function sizeOf(file: string): number | undefined {
    return statSync(file, { throwIfNoEntry: false })?.size;
}
