import fc from "fast-check";
import { type Fault, faultKinds, type PasswordSeed } from "mysafe-simulator";
import type { Settings } from "../../../provider/src/settings/settings";

/** The conditions of a declared password in the vault. */
const conditions = ["active", "inactive", "absent", "notEditable"] as const;

/** The declarations, settings and faults of one run. */
export interface Scenario {
    /** The condition of each declared password, from number 1. */
    declared: readonly (typeof conditions)[number][];
    settings: Pick<Settings, "maxConcurrency" | "maxRetries" | "maxRetryMs">;
    faults: readonly Fault[];
    /** The numbers of requests after which the vault revokes all tokens. */
    revokedAfter: readonly number[];
    latencyMs: number;
    /** The random number for all jitter. */
    chance: number;
}

/** The timeout of a request in real time, which makes slow faults expensive. */
export const timeoutMs = 40;

/** Marks a message that contains the client's secret. */
export const echo = "echo";

const slowKinds = ["hang", "endlessRead", "junk200"] as const;
/** Its answers depend on the tenant, so that a run with it is another story. */
const storyKinds = ["foreignTenant"] as const;
const fastKinds = faultKinds.filter((kind) => ![...slowKinds, ...storyKinds].some((other) => other === kind));
const statuses = [400, 408, 409, 413, 423, 425, 460, 500, 503, 507, 520, 524];
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const common = {
    route: fc.constantFrom<(Fault["route"] | undefined)[]>(undefined, "disable", "disable", "token", "list", "read"),
    act: fc.boolean(),
    identifier: optional(fc.integer({ min: 1, max: 4 })),
    after: fc.nat({ max: 6 }),
    message: optional(fc.constant(echo)),
};

/** Faults of all kinds. Most are fast, and some repeat for ever. */
const fault: fc.Arbitrary<Fault> = fc
    .oneof(
        {
            weight: 8,
            arbitrary: fc.record({
                ...common,
                kind: fc.constantFrom(...fastKinds),
                times: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constant(Number.POSITIVE_INFINITY)),
                retryAfter: optional(fc.nat({ max: 150 }).map(String)),
                bodyKind: fc.constantFrom<NonNullable<Fault["bodyKind"]>[]>("json", "html", "empty"),
                status: fc.constantFrom(...statuses),
            }),
        },
        {
            weight: 1,
            arbitrary: fc.record({
                ...common,
                kind: fc.constantFrom(...slowKinds),
                times: fc.integer({ min: 1, max: 2 }),
            }),
        },
    )
    // Only these two routes have an identifier, and only the kind `status` has a status.
    .map((made) => ({
        ...made,
        identifier: made.route === "disable" || made.route === "read" ? made.identifier : undefined,
        status: made.kind === "status" && "status" in made ? made.status : undefined,
        // A server that sends one of these has not forwarded the request.
        act: made.act && !(made.kind === "status" && "status" in made && [400, 413, 425].includes(made.status)),
    }));

export const scenario: fc.Arbitrary<Scenario> = fc.record({
    declared: fc.array(fc.constantFrom("active", "active", ...conditions), { minLength: 1, maxLength: 10 }),
    settings: fc.record({
        maxConcurrency: fc.integer({ min: 1, max: 8 }),
        maxRetries: fc.nat({ max: 9 }),
        maxRetryMs: fc.constantFrom(0, 300, 1000, 5000, 20_000, 120_000, 120_000),
    }),
    faults: fc.array(fault, { maxLength: 6 }),
    revokedAfter: fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 2 }),
    latencyMs: fc.nat({ max: 2 }),
    // Most numbers of fc.double are near 0.
    chance: fc.nat({ max: 99 }).map((percent) => percent / 100),
});

/** Returns the vault's passwords for a scenario. */
export function seedsOf({ declared }: Scenario): PasswordSeed[] {
    return declared.flatMap((condition, index) =>
        condition === "absent"
            ? []
            : [{ identifier: index + 1, active: condition !== "inactive", canWrite: condition !== "notEditable" }],
    );
}
