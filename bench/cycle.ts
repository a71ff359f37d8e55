/** One form from nothing to its end on a fresh vault: each operation measured, and the vault asked what was done. */
import { formOf, type Operation } from "./forms";
import { measure } from "./measure";
import type { Requests, Run } from "./results";
import type { Subject } from "./subject";
import type { Vault } from "./vault";

/** What became of one operation. */
export type CycleStep = { operation: Operation } & ({ run: Run } | { failed: string });

/** No operation may take longer, in milliseconds: many times what the slowest one needs. */
const limitMs = 900_000;

/**
 * Runs the operations of a form in their order. After one that failed the rest are not tried.
 * @throws Error when the vault itself gives no answer.
 */
export async function runCycle(form: string, subject: Subject, vault: Vault): Promise<CycleStep[]> {
    const steps: CycleStep[] = [];
    let before = (await vault.report()).requests;
    for (const operation of formOf(form).operations) {
        const measured = await measure(subject.command(operation), limitMs);
        const { requests, inactive } = await vault.report();
        const undone = vault.size - inactive;
        const failed =
            measured.failed ?? (undone > 0 ? `${undone} of ${vault.size} passwords are active after it` : undefined);
        if (failed) {
            return [...steps, { operation, failed }];
        }
        const { seconds, treePeakBytes, providerPeakBytes } = measured;
        const stateBytes = subject.stateBytes();
        const run = { seconds, treePeakBytes, providerPeakBytes, stateBytes, requests: difference(requests, before) };
        steps.push({ operation, run });
        before = requests;
    }
    return steps;
}

/** The requests since `before`, without the routes that met none. */
function difference(after: Required<Requests>, before: Required<Requests>): Requests {
    const routes = Object.keys(after) as (keyof Requests)[];
    const counts = routes.map((route) => [route, after[route] - before[route]] as const);
    return Object.fromEntries(counts.filter(([, count]) => count > 0));
}
