/** The results of a run, which `results.json` keeps and from which the page is rendered. */
import type { FormName, Operation } from "./forms";
import type { TreeUse } from "./processTree";

/** The number of requests on each route of the vault. */
export type Requests = Partial<Record<"token" | "list" | "read" | "disable" | "enable", number>>;

/** The measurement of one command. Sizes are in bytes. Without /proc there is neither memory nor CPU time. */
export interface Run extends TreeUse {
    /** The wall time of the command. */
    seconds: number;
    /** The size of the state file after the command. */
    stateBytes?: number;
    requests: Requests;
}

/** A measured cell: one operation of one form, for one number of passwords and one latency of the vault. */
export interface Cell {
    form: FormName;
    size: number;
    latencyMs: number;
    operation: Operation;
    runs: Run[];
    /** Why it has no number: the command failed, timed out, or left passwords active. */
    failed?: string;
}

/** The times of one provider process from its start to its first request, in milliseconds. */
export interface StartUp {
    /** From the start of the process to the arrival of its first request. */
    totalMs: number;
    /** From the start of the process until Pulumi's SDK is ready for calls. */
    sdkMs: number;
    /** From the call of `require` for our module until it is loaded. */
    moduleMs: number;
    /** From the call of `require` for our module to the arrival of the first request. */
    ownMs: number;
}

/** The microseconds of CPU time of one request, by what they are spent on. */
export type CallProfile = Record<"disable" | "read", Record<string, number>>;

/** All results of one run. */
export interface Results {
    /** ISO 8601, UTC. */
    measuredAt: string;
    /** Processor, cores, memory and system. */
    machine: string;
    /** The versions by name. */
    versions: Record<string, string>;
    cells: Cell[];
    startUps: StartUp[];
    /** The times of a plugin process from its start to its first request, in milliseconds. */
    pluginStartUpsMs: number[];
    /** Undefined in a run without it. */
    callProfile?: CallProfile;
    /** The forms without any measurement, with the reason. */
    skipped: { form: FormName; why: string }[];
}

/** Returns the median: for an even count, the mean of the middle two. NaN for no numbers. */
export function median(numbers: readonly number[]): number {
    const sorted = [...numbers].sort((a, b) => a - b);
    const middle = Math.floor(sorted.length / 2);
    const upper = sorted[middle] ?? Number.NaN;
    return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The key of a cell. */
export type CellKey = Pick<Cell, "form" | "size" | "latencyMs" | "operation">;

/** Returns the cell of a key, if it has a measurement and did not fail. */
export function findCell(results: Pick<Results, "cells">, key: CellKey): Cell | undefined {
    return results.cells.find((cell) => sameCell(cell, key) && !cell.failed && cell.runs.length > 0);
}

/** Returns true if two keys are equal. */
export function sameCell(one: CellKey, other: CellKey): boolean {
    return (
        one.form === other.form &&
        one.size === other.size &&
        one.latencyMs === other.latencyMs &&
        one.operation === other.operation
    );
}

/** Returns the median wall time of a cell in seconds, or undefined if it has none. */
export function secondsOf(results: Pick<Results, "cells">, key: CellKey): number | undefined {
    const cell = findCell(results, key);
    return cell && median(cell.runs.map((run) => run.seconds));
}

/** The measured values of a run that can be missing. */
type RunValue = Exclude<keyof Run, "seconds" | "requests">;

/** Returns the largest of a cell's values over its runs, or undefined if there is none. */
export function largestOf(cell: Cell | undefined, value: RunValue): number | undefined {
    const values = valuesOf(cell, value);
    return values.length > 0 ? Math.max(...values) : undefined;
}

/** Returns the median of a cell's values over its runs, or undefined if there is none. */
export function medianOf(cell: Cell | undefined, value: RunValue): number | undefined {
    const values = valuesOf(cell, value);
    return values.length > 0 ? median(values) : undefined;
}

function valuesOf(cell: Cell | undefined, value: RunValue): number[] {
    return (cell?.runs ?? []).map((run) => run[value]).filter((one) => one !== undefined);
}

/** Returns the bytes that each further item adds to the state after `up`, relative to the smallest size of the form. */
export function stateBytesAnItem(
    results: Pick<Results, "cells">,
    form: FormName,
    size: number,
    latencyMs: number,
): number | undefined {
    const own = results.cells.filter((cell) => cell.form === form && cell.latencyMs === latencyMs);
    const smallest = Math.min(...own.map((cell) => cell.size));
    const bytesOf = (of: number) =>
        largestOf(findCell(results, { form, size: of, latencyMs, operation: "up" }), "stateBytes");
    const [least, most] = [bytesOf(smallest), bytesOf(size)];
    return least === undefined || most === undefined || size <= smallest
        ? undefined
        : (most - least) / (size - smallest);
}
