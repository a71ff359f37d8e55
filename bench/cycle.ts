/** Measures all operations of one form on a fresh vault, and checks their work in the vault. */
import { formOf, type Operation } from "./forms";
import { measure } from "./measure";
import type { Requests, Run } from "./results";
import type { Subject } from "./subject";
import type { Vault } from "./vault";

/** The result of one operation. */
export type CycleStep = { operation: Operation } & ({ run: Run } | { failed: string });

/** The time limit of an operation in milliseconds, many times that of the slowest one. */
const limitMs = 900_000;

/**
 * Runs the operations of a form in their order, up to the first that fails.
 * @throws Error if the vault does not respond.
 */
export async function runCycle(form: string, subject: Subject, vault: Vault): Promise<CycleStep[]> {
    const steps: CycleStep[] = [];
    let before = (await vault.report()).requests;
    for (const operation of formOf(form).operations) {
        const measured = await measure(subject.command(operation), limitMs);
        const { requests, inactive } = await vault.report();
        const undone = vault.size - inactive;
        const failed =
            measured.failed ?? (undone > 0 ? `${undone} of ${vault.size} passwords are still active` : undefined);
        if (failed) {
            return [...steps, { operation, failed }];
        }
        const { failed: _, ...used } = measured;
        const run = { ...used, stateBytes: subject.stateBytes(), requests: difference(requests, before) };
        steps.push({ operation, run });
        before = requests;
    }
    return steps;
}

/** Returns the requests since `before`, without routes that received none. */
function difference(after: Required<Requests>, before: Required<Requests>): Requests {
    const routes = Object.keys(after) as (keyof Requests)[];
    const counts = routes.map((route) => [route, after[route] - before[route]] as const);
    return Object.fromEntries(counts.filter(([, count]) => count > 0));
}
