/** The tables of the page. */
import { type Form, forms, type Operation } from "../forms";
import {
    type CallProfile,
    type Cell,
    type CellKey,
    findCell,
    largestOf,
    medianOf,
    type Requests,
    type Results,
    sameCell,
    secondsOf,
    stateBytesAnItem,
} from "../results";
import { count, mebibytes, orDash, seconds, table, times } from "./format";

/** Returns the measured sizes in ascending order. */
export function sizesIn(results: Pick<Results, "cells">): number[] {
    return [...new Set(results.cells.map((cell) => cell.size))].sort((one, other) => one - other);
}

/** Returns the measured forms in their order, of all latencies or of one. */
export function formsIn(results: Pick<Results, "cells">, latencyMs?: number): Form[] {
    const cells = results.cells.filter((cell) => latencyMs === undefined || cell.latencyMs === latencyMs);
    return forms.filter((form) => cells.some((cell) => cell.form === form.name));
}

/** Returns the wall times of an operation for each form and size, each with its ratio to the set of that size. */
export function timesTable(results: Results, operation: Operation, latencyMs: number): string {
    const rows = formsIn(results, latencyMs)
        .filter((form) => form.operations.includes(operation))
        .map((form) =>
            rowOf(results, form, (size) => {
                const key = { form: form.name, size, latencyMs, operation };
                const own = secondsOf(results, key);
                const set = secondsOf(results, { ...key, form: "set" });
                return own === undefined
                    ? failure(results, key)
                    : `${seconds(own)}${set === undefined ? "" : ` (${times(own / set)})`}`;
            }),
        );
    return table(heads(results), rows);
}

/** Returns the peak memory of `up`: of all processes and of the provider. */
export function memoryTable(results: Results, latencyMs: number): string {
    const rows = formsIn(results).map((form) =>
        rowOf(results, form, (size) => {
            const cell = findCell(results, { form: form.name, size, latencyMs, operation: "up" });
            const provider = largestOf(cell, "providerPeakBytes");
            const tree = orDash(largestOf(cell, "treePeakBytes"), mebibytes);
            return provider === undefined ? tree : `${tree} (${mebibytes(provider)})`;
        }),
    );
    return table(heads(results), rows);
}

/** Returns the CPU time of `up`: of the program and of the provider. */
export function cpuTable(results: Results, latencyMs: number): string {
    const rows = formsIn(results)
        .filter((form) => form.operations.length > 1)
        .map((form) =>
            rowOf(results, form, (size) => {
                const cell = findCell(results, { form: form.name, size, latencyMs, operation: "up" });
                const program = orDash(medianOf(cell, "programCpuSeconds"), seconds);
                const provider = medianOf(cell, "providerCpuSeconds");
                return provider === undefined ? program : `${program} (${seconds(provider)})`;
            }),
        );
    return table(heads(results), rows);
}

/** Returns the microseconds of a request by what they are spent on. */
export function callProfileTable({ disable, read }: CallProfile): string {
    const total = (of: Record<string, number>) => Object.values(of).reduce((sum, value) => sum + value, 0);
    const rows = Object.entries(disable)
        .sort(([, one], [, other]) => other - one)
        .map(([name, value]) => [name, count(value), count(read[name] ?? 0)]);
    return table(["", "disable", "read"], [...rows, ["**together**", count(total(disable)), count(total(read))]]);
}

/** Returns the size of the state after `up`: in total and for each item. */
export function stateTable(results: Results, latencyMs: number): string {
    const rows = formsIn(results)
        .filter((form) => form.operations.length > 1)
        .map((form) =>
            rowOf(results, form, (size) => {
                const cell = findCell(results, { form: form.name, size, latencyMs, operation: "up" });
                const each = stateBytesAnItem(results, form.name, size, latencyMs);
                const all = orDash(largestOf(cell, "stateBytes"), count);
                return each === undefined ? all : `${all} (${count(each)})`;
            }),
        );
    return table(heads(results), rows);
}

/** Returns the requests of each operation at one size. */
export function requestsTable(results: Results, size: number, latencyMs: number): string {
    const operations: Operation[] = ["up", "preview", "refresh", "destroy"];
    const rows = formsIn(results).map((form) => [
        form.label,
        ...operations.map((operation) => {
            const cell = findCell(results, { form: form.name, size, latencyMs, operation });
            return orDash(cell?.runs[0]?.requests, formatRequests);
        }),
    ]);
    return table(["", ...operations], rows);
}

/** Returns the failed cells. */
export function failures(results: Pick<Results, "cells">): Cell[] {
    return results.cells.filter((cell) => cell.failed);
}

function heads(results: Results): string[] {
    return ["", ...sizesIn(results).map(count)];
}

function rowOf(results: Results, form: Form, cellOf: (size: number) => string): string[] {
    return [form.label, ...sizesIn(results).map((size) => (size <= form.largest ? cellOf(size) : "–"))];
}

function failure(results: Results, key: CellKey): string {
    return results.cells.some((cell) => sameCell(cell, key) && cell.failed) ? "failed" : "–";
}

function formatRequests(requests: Requests): string {
    const met = Object.entries(requests);
    return met.length === 0 ? "none" : met.map(([route, number]) => `${count(number)} ${route}`).join(", ");
}
