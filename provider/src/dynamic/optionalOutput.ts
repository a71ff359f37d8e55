import { isSecret, type Output, output, secret } from "@pulumi/pulumi/output.js";
import { promiseOf } from "./programEnd";

/**
 * Replaces an output of a resource by one with a fallback where the state has no value. The SDK makes such an output
 * unknown in previews. This one is known when `other` is, which the state of an unchanged resource has.
 *
 * Each output takes the SDK's time, and few programs read these. So it is made when the program reads it.
 */
export function addFallback<Name extends string, Other>(
    resource: Record<Name, Output<unknown>>,
    name: Name,
    other: Output<Other>,
    fallback: (other: Other) => unknown,
): void {
    const value = resource[name];
    let made: Output<unknown> | undefined;
    Object.defineProperty(resource, name, {
        get() {
            made ??= combine(value, other, (known, otherValue) => known ?? fallback(otherValue));
            return made;
        },
        enumerable: true,
        configurable: true,
    });
}

/** Returns an output of two, of which the state can lack the first one. It is a secret where either is. */
export function combine<T, Other, Result>(
    value: Output<T>,
    other: Output<Other>,
    make: (value: T | undefined, other: Other) => Result,
): Output<Result> {
    const combined = other.apply(async (known) => make(await promiseOf(value), known as Other));
    // The SDK's `apply` looks at `other` alone.
    return output(isSecret(value)).apply((isSecretValue) =>
        isSecretValue ? secret(combined) : combined,
    ) as unknown as Output<Result>;
}
