/** Adds the results of one cycle to the cells of a run. */
import type { CycleStep } from "./cycle";
import type { Cycle } from "./plan";
import { type Cell, sameCell } from "./results";

/** Returns the cells with the steps of one cycle. A cell that failed once stays failed. */
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
