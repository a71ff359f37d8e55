/** Sample results of a bench run. */
import { type FormName, operations } from "../../../bench/forms";
import type { Cell, Results } from "../../../bench/results";

/** Returns all four operations of a form, each with these wall times. */
export function cellsOf(form: FormName, size: number, seconds: number[], latencyMs = 0): Cell[] {
    return operations.map((operation) => ({
        form,
        size,
        latencyMs,
        operation,
        runs: seconds.map((each) => ({
            seconds: each,
            treePeakBytes: 400 * 2 ** 20,
            providerPeakBytes: 150 * 2 ** 20,
            programCpuSeconds: 0.5 + each / 10,
            stateBytes: 1_000 + 20 * size,
            requests: { token: 2, disable: size },
        })),
    }));
}

/** Returns the results with these cells. */
export function resultsOf(...cells: Cell[]): Results {
    return {
        measuredAt: "2026-01-02T03:04:05.678Z",
        machine: "a processor, 2 cores, 4 GiB, a system",
        versions: { Node: "20.20.2" },
        cells,
        startUps: [],
        pluginStartUpsMs: [],
        skipped: [],
    };
}
