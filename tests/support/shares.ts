import type { Fault, Simulator } from "mysafe-simulator";

/**
 * Lets requests fail by shares of all of them: `{ share: 0.15, kind: "timeout504" }` is 15 %, half of them after the
 * vault acted. The simulator tries faults with a rate in order, so a later one has its share of what the first left.
 *
 * @param seed Starts the random sequences.
 */
export function injectShares(
    { inject }: Simulator,
    faults: readonly (Pick<Fault, "kind" | "retryAfter"> & { share: number })[],
    seed: number,
): void {
    let left = 1;
    // The gateway's 429 means that the vault has not seen the request.
    const halves = faults.flatMap((fault) =>
        fault.kind === "rateLimit429"
            ? [{ ...fault, act: false }]
            : [true, false].map((act) => ({ ...fault, act, share: fault.share / 2 })),
    );
    for (const [index, { share, ...fault }] of halves.entries()) {
        inject({ ...fault, rate: share / left, seed: seed * 100 + index });
        left -= share;
    }
}
