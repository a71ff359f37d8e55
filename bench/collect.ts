/** Adds what one cycle found to the cells of a run. */
import type { CycleStep } from "./cycle";
import type { Cycle } from "./plan";
import { type Cell, sameCell } from "./results";

/** The cells with one cycle's steps in them; a cell that failed once has failed. */
export function collect(cells: readonly Cell[], cycle: Cycle, steps: readonly CycleStep[]): Cell[] {
    const next = cells.map((cell) => ({ ...cell, runs: [...cell.runs] }));
    for (const step of steps) {
        const { form, size, latencyMs } = cycle;
        const key = { form, size, latencyMs, operation: step.operation };
        let cell = next.find((one) => sameCell(one, key));
        if (!cell) {
            cell = { ...key, runs: [] };
            next.push(cell);
        }
        if ("run" in step) {
            cell.runs.push(step.run);
        } else {
            cell.failed ??= step.failed;
        }
    }
    return next;
}
