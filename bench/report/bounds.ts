/** Compares the measurements with their bounds. */
import { type CellKey, findCell, largestOf, median, type Results, type StartUp, secondsOf } from "../results";
import { count, mebibytes, seconds, times } from "./format";

/** One bound. */
export interface Bound {
    name: string;
    /** The measured value. Undefined if the run did not measure it. */
    measured: string | undefined;
    limit: string;
    /** Undefined without a measurement or without a limit. */
    met: boolean | undefined;
}

/** The default of the setting `maxConcurrency`, on which the bound at 30 ms depends. */
const maxConcurrency = 8;

const up = (form: CellKey["form"], size: number, latencyMs = 0): CellKey => ({
    form,
    size,
    latencyMs,
    operation: "up",
});

/** Returns all bounds. */
export function boundsOf(results: Results): Bound[] {
    const ofKey = (key: CellKey) => secondsOf(results, key);
    return [
        ratio("`up` of a set of 1,000, against OpenTofu", ofKey(up("set", 1_000)), ofKey(up("tofu", 1_000)), 0.6),
        ratio(
            "`up` of a set of 1,000, against OpenTofu with one call each",
            ofKey(up("set", 1_000)),
            ofKey(up("tofu-one-call", 1_000)),
            undefined,
        ),
        ratio("`up` of a set of 10,000, against 1,000", ofKey(up("set", 10_000)), ofKey(up("set", 1_000)), 2),
        withLatency(results),
        ratio(
            "empty preview of a set of 1,000, against a set of one",
            ofKey({ ...up("set", 1_000), operation: "preview" }),
            ofKey({ ...up("set", 1), operation: "preview" }),
            1.2,
        ),
        ...[1_000, 10_000].map((size) => stateOf(results, size)),
        ...startUpOf("provider process, from its start to its first request", results.startUps),
        memoryOf(results),
        // The page of an earlier run has no plugin.
        ...(results.pluginStartUpsMs === undefined ? [] : [pluginStartUpOf(results), pluginMemoryOf(results)]),
    ];
}

function ratio(name: string, one: number | undefined, other: number | undefined, limit: number | undefined): Bound {
    const found = one === undefined || other === undefined ? undefined : one / other;
    return {
        name,
        measured: found === undefined ? undefined : `${times(found)} (${seconds(one as number)})`,
        limit: limit === undefined ? "–" : `${limit} ×`,
        met: found === undefined || limit === undefined ? undefined : found <= limit,
    };
}

/** The bound is the vault's own time at 30 ms with `maxConcurrency` parallel calls, and the start-up of a command. */
function withLatency(results: Results): Bound {
    const startUp = secondsOf(results, up("set", 1));
    const bound = startUp === undefined ? undefined : (1_000 * 0.03) / maxConcurrency + startUp;
    return {
        ...ratio(
            "`up` of a set of 1,000 at 30 ms, against 1,000 × 30 ms / 8 + the `up` of a set of one at 0 ms",
            secondsOf(results, up("set", 1_000, 30)),
            bound,
            1.3,
        ),
    };
}

function stateOf(results: Results, size: number): Bound {
    const bytes = stateBytesAnItem(results, "set", size, 0);
    return {
        name: `state of a set of ${count(size)}, for each item`,
        measured: bytes === undefined ? undefined : `${bytes.toFixed(1)} bytes`,
        limit: "80 bytes",
        met: bytes === undefined ? undefined : bytes <= 80,
    };
}

/** Returns the bytes that each further item adds to the state after `up`, relative to the smallest size of the form. */
export function stateBytesAnItem(
    results: Pick<Results, "cells">,
    form: CellKey["form"],
    size: number,
    latencyMs: number,
): number | undefined {
    const own = results.cells.filter((cell) => cell.form === form && cell.latencyMs === latencyMs);
    const smallest = Math.min(...own.map((cell) => cell.size));
    const least = largestOf(findCell(results, up(form, smallest, latencyMs)), "stateBytes");
    const most = largestOf(findCell(results, up(form, size, latencyMs)), "stateBytes");
    return least === undefined || most === undefined || size <= smallest
        ? undefined
        : (most - least) / (size - smallest);
}

function startUpOf(name: string, startUps: readonly StartUp[]): Bound[] {
    const of = (part: "totalMs" | "ownMs") =>
        startUps.length === 0 ? undefined : median(startUps.map((startUp) => startUp[part]));
    const [total, own] = [of("totalMs"), of("ownMs")];
    const written = (ms: number | undefined) => (ms === undefined ? undefined : `${count(ms)} ms`);
    return [
        {
            name,
            measured: written(total),
            limit: "300 ms",
            met: total === undefined ? undefined : total < 300,
        },
        {
            name: "of that, from when our module is asked for",
            measured: written(own),
            limit: "–",
            met: undefined,
        },
    ];
}

function pluginStartUpOf({ pluginStartUpsMs = [] }: Results): Bound {
    const total = pluginStartUpsMs.length === 0 ? undefined : median(pluginStartUpsMs);
    return {
        name: "plugin process, from its start to its first request",
        measured: total === undefined ? undefined : `${count(total)} ms`,
        limit: "300 ms",
        met: total === undefined ? undefined : total <= 300,
    };
}

function pluginMemoryOf(results: Results): Bound {
    const bytes = largestOf(findCell(results, up("plugin", 1_000)), "providerPeakBytes");
    return {
        name: "plugin's memory in the `up` of 1,000",
        measured: bytes === undefined ? undefined : mebibytes(bytes),
        limit: "70 MiB",
        met: bytes === undefined ? undefined : bytes <= 70 * 2 ** 20,
    };
}

/** "Flat" means at most a quarter more at 10,000 than at 10. */
function memoryOf(results: Results): Bound {
    const at = (size: number) => largestOf(findCell(results, up("set", size)), "providerPeakBytes");
    const sizes = [10, 100, 1_000, 10_000].map((size) => [size, at(size)] as const);
    const [few, many] = [at(10), at(10_000)];
    const measured = sizes.filter((pair): pair is [number, number] => pair[1] !== undefined);
    return {
        name: "provider's memory in the `up` of a set, flat in N (10,000 against 10)",
        measured:
            measured.length === 0
                ? undefined
                : measured.map(([size, bytes]) => `${count(size)}: ${mebibytes(bytes)}`).join(", "),
        limit: "1.25 ×",
        met: few === undefined || many === undefined ? undefined : many / few <= 1.25,
    };
}
