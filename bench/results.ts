/** What a run of the bench finds out, as `results.json` keeps it and the pages are rendered from. */
import type { FormName, Operation } from "./forms";

/** How many requests the vault met, by its routes. */
export type Requests = Partial<Record<"token" | "list" | "read" | "disable" | "enable", number>>;

/** One command, measured. Sizes are in bytes; a memory is left out where the system has no /proc. */
export interface Run {
    /** From the start of the command to its end. */
    seconds: number;
    /** Largest sum of the resident memory of the command's processes at one moment, looked at every 50 ms. */
    treePeakBytes?: number;
    /** Largest peak that the kernel kept for a provider process of the command. */
    providerPeakBytes?: number;
    /** The state file after the command. */
    stateBytes?: number;
    requests: Requests;
}

/** What is compared: one operation of one form, on so many passwords, at one latency of the vault. */
export interface Cell {
    form: FormName;
    size: number;
    latencyMs: number;
    operation: Operation;
    runs: Run[];
    /** Why it has no number: the command failed, took too long, or left the work undone. */
    failed?: string;
}

/** A provider process from its start to its first request, in milliseconds, once for each start. */
export interface StartUp {
    /** From the start of the process to the vault meeting its first request. */
    totalMs: number;
    /** From the start of the process to Pulumi's SDK in it being ready for calls. */
    sdkMs: number;
    /** From the moment that our module is asked for to its being loaded. */
    moduleMs: number;
    /** From the moment that our module is asked for to the vault meeting the first request. */
    ownMs: number;
}

/** All of one run. */
export interface Results {
    /** ISO 8601, UTC. */
    measuredAt: string;
    /** In words: processor, cores, memory, system. */
    machine: string;
    /** Versions by the name of what they are of. */
    versions: Record<string, string>;
    cells: Cell[];
    startUps: StartUp[];
    /** The same where Node has kept the compiled code of an earlier start. */
    startUpsCompiled: StartUp[];
    /** The forms that could not be measured at all, with the reason. */
    skipped: { form: FormName; why: string }[];
}

/** The middle of some numbers; the mean of the middle two of an even count. NaN of none. */
export function median(numbers: readonly number[]): number {
    const sorted = [...numbers].sort((a, b) => a - b);
    const middle = Math.floor(sorted.length / 2);
    const upper = sorted[middle] ?? Number.NaN;
    return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Which cell is meant. */
export type CellKey = Pick<Cell, "form" | "size" | "latencyMs" | "operation">;

/** The cell of a key, where it was measured and did its work. */
export function findCell(results: Pick<Results, "cells">, key: CellKey): Cell | undefined {
    return results.cells.find((cell) => sameCell(cell, key) && !cell.failed && cell.runs.length > 0);
}

/** Whether two keys mean one cell. */
export function sameCell(one: CellKey, other: CellKey): boolean {
    return (
        one.form === other.form &&
        one.size === other.size &&
        one.latencyMs === other.latencyMs &&
        one.operation === other.operation
    );
}

/** The median wall time of a cell in seconds; undefined where it has none. */
export function secondsOf(results: Pick<Results, "cells">, key: CellKey): number | undefined {
    const cell = findCell(results, key);
    return cell && median(cell.runs.map((run) => run.seconds));
}

/** The largest of one of a cell's sizes over its runs, in bytes; undefined where none was measured. */
export function largestOf(
    cell: Cell | undefined,
    size: "treePeakBytes" | "providerPeakBytes" | "stateBytes",
): number | undefined {
    const sizes = (cell?.runs ?? []).map((run) => run[size]).filter((value) => value !== undefined);
    return sizes.length > 0 ? Math.max(...sizes) : undefined;
}
