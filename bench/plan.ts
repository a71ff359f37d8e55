/** Plans the order of the measurements and estimates their time. */
import type { BenchOptions } from "./commandLine";
import { type FormName, forms, isOfTofu } from "./forms";

/** One run of a form against a fresh vault. */
export interface Cycle {
    form: FormName;
    size: number;
    latencyMs: number;
    /** From 1. */
    round: number;
}

/**
 * Returns all cycles. Bounded cells come first and in rounds, so that other load of the machine affects all of them
 * alike. The rest comes once, short cycles first.
 */
export function planCycles(
    options: Pick<BenchOptions, "forms" | "sizes" | "latenciesMs" | "rounds" | "quick">,
): Cycle[] {
    const { forms: names, sizes, latenciesMs, rounds } = options;
    if (options.quick) {
        return quickCycles.map(([form, size, latencyMs = 0]) => ({ form, size, latencyMs, round: 1 }));
    }
    const chosen = forms.filter((form) => names.includes(form.name));
    const all = latenciesMs.flatMap((latencyMs) =>
        chosen.flatMap(({ name, smallest = 10, largest, hasLatencies = false }) =>
            sizes
                .filter((size) => size >= smallest && size <= largest && (hasLatencies || latencyMs === 0))
                .map((size) => ({ form: name, size, latencyMs })),
        ),
    );
    const bounded = all.filter(isBounded).sort((one, other) => place(one) - place(other));
    const rest = all
        .filter((one) => !isBounded(one))
        .sort((one, other) => estimateSeconds(one) - estimateSeconds(other));
    const repeated = Array.from({ length: rounds }, (_, index) => bounded.map((one) => ({ ...one, round: index + 1 })));
    return [...repeated.flat(), ...rest.map((one) => ({ ...one, round: 1 }))];
}

/** The cycles behind the main ratios: form, size and latency in milliseconds. */
const quickCycles: readonly [form: FormName, size: number, latencyMs?: number][] = [
    ["set", 1],
    ["set", 10_000],
    ["curl-kept-alive", 10_000],
    ["set", 1_000],
    ["set-plugin-yaml", 1_000],
    ["tofu", 1_000],
    ["terraform-set", 1_000],
    ["set", 1_000, 30],
    ["single-no-checkpoints", 10],
    ["single-no-checkpoints", 1_000],
    ["plugin-no-checkpoints", 10],
    ["plugin-no-checkpoints", 1_000],
];

/** Returns true if a bound uses the wall time of the cell. */
function isBounded({ form, size, latencyMs }: Omit<Cycle, "round">): boolean {
    return form.startsWith("set")
        ? (size === 1 && latencyMs === 0) || size === 1_000 || (size === 10_000 && latencyMs === 0)
        : latencyMs === 0 && (size === 1_000 ? isOfTofu(form) : size === 10_000 && form === "curl-kept-alive");
}

/** Sorts sets first, with 1,000 last of them, and OpenTofu of the same size right after it. */
function place({ form, size, latencyMs }: Omit<Cycle, "round">): number {
    return form.startsWith("set") ? (size === 1_000 ? 1 : 0) - latencyMs : 2;
}

/** The rough cost of a cycle on two cores, in seconds: fixed, and for each password. */
const costs: Record<FormName, [number, number]> = {
    set: [6, 0.0015],
    "set-plugin-yaml": [4, 0.0015],
    single: [8, 0.06],
    "single-no-checkpoints": [8, 0.015],
    plugin: [6, 0.05],
    "plugin-no-checkpoints": [6, 0.015],
    "plugin-yaml": [4, 0.01],
    closure: [8, 0.15],
    tofu: [2, 0.022],
    "tofu-newest": [2, 0.022],
    terraform: [3, 0.02],
    "terraform-set": [3, 0.003],
    curl: [1, 0.003],
    "curl-kept-alive": [1, 0.0005],
};

/** Returns the rough time of a cycle in seconds. */
export function estimateSeconds({ form, size, latencyMs }: Omit<Cycle, "round">): number {
    const [start, each] = costs[form];
    return start + size * (each + (latencyMs / 1_000) * (form.startsWith("tofu") ? 1.2 : 0.4));
}
