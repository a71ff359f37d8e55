import type { Output } from "@pulumi/pulumi/output.js";

/**
 * Returns an output with a fallback where the state has no value. The SDK makes such an output unknown in previews. This
 * one is known when `other` is, which the state of an unchanged resource has.
 */
export function withFallback<T>(value: Output<T>, fallback: T, other: Output<unknown>): Output<T> {
    // The SDK's `apply` does not run for an unknown value, and its `promise` resolves to undefined.
    const { promise } = value as unknown as { promise(): Promise<T | undefined> };
    return other.apply(async () => (await promise()) ?? fallback) as Output<T>;
}
