/** Compares the measurements with their bounds. */
import {
    type CellKey,
    findCell,
    largestOf,
    median,
    medianOf,
    type Results,
    secondsOf,
    stateBytesAnItem,
} from "../results";
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

const of = (operation: CellKey["operation"], form: CellKey["form"], size: number): CellKey => ({
    ...up(form, size),
    operation,
});

/** Returns all bounds. */
export function boundsOf(results: Results): Bound[] {
    const wall = (key: CellKey) => secondsOf(results, key);
    return [
        ratio("`up` of a set of 1,000, against OpenTofu", wall(up("set", 1_000)), wall(up("tofu", 1_000)), 0.5),
        ratio("the same, against its newest REST provider", wall(up("set", 1_000)), wall(up("tofu-newest", 1_000))),
        ratio(
            "the same through the plugin, from YAML",
            wall(up("set-plugin-yaml", 1_000)),
            wall(up("tofu", 1_000)),
            0.5,
        ),
        ratio(
            "`apply` of a set of 1,000 with our Terraform provider, against the REST provider",
            wall(up("terraform-set", 1_000)),
            wall(up("tofu", 1_000)),
            0.5,
        ),
        ratio("the same of 1,000 resources", wall(up("terraform", 1_000)), wall(up("tofu", 1_000))),
        ratio("`up` of a set of 10,000, against OpenTofu's 1,000", wall(up("set", 10_000)), wall(up("tofu", 1_000)), 1),
        ratio(
            "`up` of a set of 10,000, against a set of one + curl with eight connections",
            wall(up("set", 10_000)),
            sum(wall(up("set", 1)), wall(up("curl-kept-alive", 10_000))),
            1.7,
        ),
        ratio("`up` of a set of 10,000, against 1,000", wall(up("set", 10_000)), wall(up("set", 1_000)), 2),
        ratio(
            "empty preview of a set of 1,000, against a set of one",
            wall(of("preview", "set", 1_000)),
            wall(of("preview", "set", 1)),
            1.2,
        ),
        ratio(
            "`refresh` of a set of 10,000 with 20,000 reads, against its `up` with 10,000 calls",
            wall(of("refresh", "set", 10_000)),
            wall(up("set", 10_000)),
            1.3,
        ),
        ratio(
            "`up` of a set of 1,000 at 30 ms, against 1,000 × 30 ms / 8 + a set of one at 0 ms",
            wall(up("set", 1_000, 30)),
            // The vault's own time, and the start-up of a command.
            sum((1_000 * 0.03) / maxConcurrency, wall(up("set", 1))),
            1.1,
        ),
        ...programOf(results),
        stateOf(results, "single-no-checkpoints", 1_000, "a resource", 1_000),
        stateOf(results, "plugin-no-checkpoints", 1_000, "a resource through the plugin", 750),
        stateOf(results, "set", 1_000, "of a set of 1,000", 80),
        stateOf(results, "set", 10_000, "of a set of 10,000", 80),
        startUp("plugin process, from its start to its first request", results.pluginStartUpsMs, 300),
        startUp(
            "dynamic provider, from its start to its first request",
            results.startUps.map((one) => one.totalMs),
            300,
        ),
        startUp(
            "of that, from when the SDK asks for this package",
            results.startUps.map((one) => one.ownMs),
        ),
        ...memoryOf(results),
    ];
}

function ratio(name: string, one: number | undefined, other: number | undefined, limit?: number): Bound {
    const found = one === undefined || other === undefined ? undefined : one / other;
    return {
        name,
        measured: found === undefined ? undefined : `${times(found)} (${seconds(one as number)})`,
        ...verdict(found, limit, (value) => `${value} ×`),
    };
}

function verdict(found: number | undefined, limit: number | undefined, format: (limit: number) => string) {
    return {
        limit: limit === undefined ? "–" : format(limit),
        met: found === undefined || limit === undefined ? undefined : found <= limit,
    };
}

function sum(one: number | undefined, other: number | undefined): number | undefined {
    return one === undefined || other === undefined ? undefined : one + other;
}

/** Returns the bounds of the program's CPU time. An `up` runs the program twice, a preview once. */
function programOf(results: Results): Bound[] {
    const cpu = (form: CellKey["form"], size: number) =>
        medianOf(findCell(results, of("preview", form, size)), "programCpuSeconds");
    const [one, many] = [cpu("set", 1), cpu("set", 10_000)];
    const beyond = one === undefined || many === undefined ? undefined : Math.max(0, many - one);
    return [
        ...(["single-no-checkpoints", "plugin-no-checkpoints"] as const).map((form) => {
            const size = 1_000;
            const total = cpu(form, size);
            const each = total === undefined ? undefined : (total * 1_000) / size;
            const door = form === "plugin-no-checkpoints" ? " through the plugin" : "";
            return {
                name: `program's CPU time in a preview of 1,000 resources${door}, for each`,
                measured: each === undefined ? undefined : `${each.toFixed(1)} ms`,
                ...verdict(each, 5, (limit) => `${limit} ms`),
            };
        }),
        {
            name: "program's CPU time in a preview of a set of 10,000, beyond a set of one",
            measured: beyond === undefined ? undefined : seconds(beyond),
            ...verdict(beyond, 0.3, (limit) => `${limit} s`),
        },
    ];
}

function stateOf(results: Results, form: CellKey["form"], size: number, owner: string, limit: number): Bound {
    const bytes = stateBytesAnItem(results, form, size, 0);
    return {
        name: `state of each password with its name, ${owner}`,
        measured: bytes === undefined ? undefined : `${count(bytes)} bytes`,
        ...verdict(bytes, limit, (most) => `${count(most)} bytes`),
    };
}

function startUp(name: string, times: readonly number[], limit?: number): Bound {
    const total = times.length === 0 ? undefined : median(times);
    return {
        name,
        measured: total === undefined ? undefined : `${count(total)} ms`,
        ...verdict(total, limit, (most) => `${most} ms`),
    };
}

/** Returns the bounds of the provider's memory. "Flat" means at most a quarter more at 10,000 than at 10. */
function memoryOf(results: Results): Bound[] {
    const peak = (form: CellKey["form"], size: number) =>
        largestOf(findCell(results, up(form, size)), "providerPeakBytes");
    const plugin = peak("plugin", 1_000);
    const [few, many] = [peak("set", 10), peak("set", 10_000)];
    const growth = few === undefined || many === undefined ? undefined : many / few;
    return [
        {
            name: "plugin's memory in the `up` of 1,000",
            measured: plugin === undefined ? undefined : mebibytes(plugin),
            ...verdict(plugin, 70 * 2 ** 20, mebibytes),
        },
        {
            name: "provider's memory in the `up` of a set, flat in N (10,000 against 10)",
            measured: growth === undefined ? undefined : `${times(growth)} (${mebibytes(many as number)})`,
            ...verdict(growth, 1.25, (limit) => `${limit} ×`),
        },
    ];
}
