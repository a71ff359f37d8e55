import { isSecret, type Output, output, secret } from "@pulumi/pulumi/output.js";
import { promiseOf } from "./programEnd";

/**
 * Returns an output with a fallback where the state has no value. The SDK makes such an output unknown in previews. This
 * one is known when `other` is, which the state of an unchanged resource has.
 */
export function withFallback<T, Other>(
    value: Output<T>,
    other: Output<Other>,
    fallback: (other: Other) => T,
): Output<T> {
    return combine(value, other, (known, otherValue) => known ?? fallback(otherValue));
}

/** Returns an output of two, of which the state can lack the first one. */
export function combine<T, Other, Result>(
    value: Output<T>,
    other: Output<Other>,
    make: (value: T | undefined, other: Other) => Result,
): Output<Result> {
    const combined = other.apply(async (known) => make(await promiseOf(value), known as Other));
    // The result is a secret where either is, and `apply` looks at `other` alone.
    return output(isSecret(value)).apply((isSecretValue) =>
        isSecretValue ? secret(combined) : combined,
    ) as unknown as Output<Result>;
}
