import type { Fault, Simulator } from "mysafe-simulator";

/**
 * Makes shares of all requests fail. `{ share: 0.15, kind: "timeout504" }` is 15 %, half of them after the vault acted.
 * The simulator tries faults with a rate in order, so the rate of a later fault applies to the remaining requests.
 *
 * @param seed The seed of the random sequences.
 */
export function injectShares(
    { inject }: Simulator,
    faults: readonly (Pick<Fault, "kind" | "retryAfter"> & { share: number })[],
    seed: number,
): void {
    let left = 1;
    // The gateway does not forward a request that it answers with 429.
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
