/** Decides in which order what is measured, and how long that will take. */
import type { BenchOptions } from "./commandLine";
import { type FormName, forms } from "./forms";

/** One form, once, against a fresh vault. */
export interface Cycle {
    form: FormName;
    size: number;
    latencyMs: number;
    /** From 1. */
    round: number;
}

/**
 * All cycles. A round measures each form at each size once, the forms of a size one after the other, so that what the
 * machine does meanwhile meets all of them alike. What is held against a bound stands together at its beginning. After
 * the first round, only what is short is measured again: see {@link isLong}.
 */
export function planCycles({ forms: names, sizes, latenciesMs, rounds }: BenchOptions): Cycle[] {
    const chosen = forms.filter((form) => names.includes(form.name));
    const ordered = [...sizes]
        .sort((one, other) => one - other)
        .flatMap((size) => chosen.filter(({ largest }) => size <= largest).map(({ name }) => ({ form: name, size })))
        // A stable sort: what has one place keeps its order.
        .sort((one, other) => place(one) - place(other));
    return latenciesMs.flatMap((latencyMs) =>
        Array.from({ length: rounds }, (_, index) => index + 1).flatMap((round) =>
            ordered
                .map(({ form, size }) => ({ form, size, latencyMs, round }))
                .filter((cycle) => round === 1 || !isLong(cycle)),
        ),
    );
}

/** Sets come first, the one of 1,000 last of them; OpenTofu with as many right after it. */
function place({ form, size }: Pick<Cycle, "form" | "size">): number {
    if (form === "set") {
        return size === 1_000 ? 1 : 0;
    }
    return form.startsWith("tofu") && size === 1_000 ? 2 : 3;
}

/** Seconds of a cycle on two cores, roughly: at its start, and for each password; at 30 ms, a little more. */
const costs: Record<FormName, [number, number]> = {
    set: [8, 0.002],
    component: [8, 0.11],
    single: [8, 0.11],
    "single-no-checkpoints": [8, 0.06],
    closure: [8, 0.48],
    tofu: [2, 0.028],
    "tofu-one-call": [2, 0.028],
    curl: [1, 0.006],
    "curl-kept-alive": [1, 0.0005],
};

/** How long a cycle takes, in seconds, roughly. */
export function estimateSeconds({ form, size, latencyMs }: Omit<Cycle, "round">): number {
    const [start, each] = costs[form];
    return start + size * (each + (latencyMs / 1_000) * (form.startsWith("tofu") ? 1.2 : 0.5));
}

/** Whether a cycle is measured once only. What a bound is about never is. */
export function isLong(cycle: Omit<Cycle, "round">): boolean {
    const bounded = cycle.form === "set" || (cycle.form.startsWith("tofu") && cycle.latencyMs === 0);
    return !bounded && estimateSeconds(cycle) > 45;
}
