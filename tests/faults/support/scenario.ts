import fc from "fast-check";
import { type Fault, faultKinds, type PasswordSeed } from "mysafe-simulator";
import type { Settings } from "../../../provider/src/settings/settings";

/** What a declared password is in the vault. */
const stands = ["active", "inactive", "absent", "notEditable"] as const;

/** One run: what is declared, how it is set, and what goes wrong. */
export interface Scenario {
    /** Password 1, 2, 3, …: all are declared. */
    declared: readonly (typeof stands)[number][];
    settings: Pick<Settings, "maxConcurrency" | "maxRetries" | "maxRetryMs">;
    faults: readonly Fault[];
    /** All tokens are revoked after so many requests. */
    revokedAfter: readonly number[];
    latencyMs: number;
    /** The random number of all jitter. */
    chance: number;
}

/** How long an answer is waited for: real time, so that what hangs is dear. */
export const timeoutMs = 40;

/** Stands for a message that repeats the client's secret. */
export const echo = "echo";

const dear = ["hang", "endlessRead", "junk200"] as const;
const cheap = faultKinds.filter((kind) => !dear.some((other) => other === kind));
const perhaps = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const common = {
    route: fc.constantFrom<(Fault["route"] | undefined)[]>(undefined, "disable", "disable", "token", "list", "read"),
    act: fc.boolean(),
    identifier: perhaps(fc.integer({ min: 1, max: 4 })),
    after: fc.nat({ max: 6 }),
    message: perhaps(fc.constant(echo)),
};

/** Faults of all kinds: most of them quick, some of them for ever. */
const fault: fc.Arbitrary<Fault> = fc
    .oneof(
        {
            weight: 8,
            arbitrary: fc.record({
                ...common,
                kind: fc.constantFrom(...cheap),
                times: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constant(Number.POSITIVE_INFINITY)),
                retryAfter: perhaps(fc.nat({ max: 150 }).map(String)),
                bodyKind: fc.constantFrom<NonNullable<Fault["bodyKind"]>[]>("json", "html", "empty"),
            }),
        },
        {
            weight: 1,
            arbitrary: fc.record({ ...common, kind: fc.constantFrom(...dear), times: fc.integer({ min: 1, max: 2 }) }),
        },
    )
    // Only these two routes have an identifier: with it, a fault of another would never be met.
    .map((made) => (made.route === "disable" || made.route === "read" ? made : { ...made, identifier: undefined }));

export const scenario: fc.Arbitrary<Scenario> = fc.record({
    declared: fc.array(fc.constantFrom("active", "active", ...stands), { minLength: 1, maxLength: 10 }),
    settings: fc.record({
        maxConcurrency: fc.integer({ min: 1, max: 8 }),
        maxRetries: fc.nat({ max: 9 }),
        maxRetryMs: fc.constantFrom(0, 300, 1000, 5000, 20_000, 120_000, 120_000),
    }),
    faults: fc.array(fault, { maxLength: 6 }),
    revokedAfter: fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 2 }),
    latencyMs: fc.nat({ max: 2 }),
    // Not fc.double, most of whose numbers are next to 0.
    chance: fc.nat({ max: 99 }).map((percent) => percent / 100),
});

/** The vault's passwords for what is declared. */
export function seedsOf({ declared }: Scenario): PasswordSeed[] {
    return declared.flatMap((stand, index) =>
        stand === "absent"
            ? []
            : [{ identifier: index + 1, active: stand !== "inactive", canWrite: stand !== "notEditable" }],
    );
}
