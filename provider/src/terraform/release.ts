import type { DeclaredObject } from "../checks/declaration";
import { type Failure, sentenceAt } from "../checks/failure";
import type { ObjectKind } from "../client/kinds";
import { formatIdentifiers } from "../lifecycle/messages";
import { formatError } from "../shared/errors";
import type { Properties } from "../shared/properties";
import { diagnosticOf } from "./diagnostics";
import type { Diagnostic } from "./protocol";
import type { ProviderRun } from "./run";
import type { ResourceSchema } from "./schema";

/**
 * Records the passwords that the end of a resource enables. Terraform orders neither its plans nor its changes by what two
 * resources have in common, so a plan that enables a password which is still declared has no certain end.
 */
export function releasePasswords(run: ProviderRun, schema: ResourceSchema, olds: Properties): Diagnostic[] {
    const own = releasedBy(schema, olds);
    const declared = own.filter((identifier) => run.context.declaredPasswords.has(identifier));
    for (const identifier of own) {
        run.released.add(identifier);
    }
    return declared.length === 0 ? [] : [diagnosticOf("error", formatError(conflictOf(...declared), conflict))];
}

/**
 * Refuses to enable a password whose resource gets another identifier that the plan does not know: it can be the same, and
 * an apply enables the former password before it knows.
 */
export function refuseUnknownRelease(schema: ResourceSchema, olds: Properties): Diagnostic[] {
    const own = releasedBy(schema, olds);
    const summary = `password ${formatIdentifiers(own)} cannot be enabled before the plan knows \`identifier\``;
    return own.length === 0 ? [] : [diagnosticOf("error", formatError(summary, unknownIdentifier), "identifier")];
}

/** Returns the passwords that the end of a resource enables. */
function releasedBy({ resourceType }: ResourceSchema, olds: Properties): string[] {
    return olds.onDestroy !== "restore"
        ? []
        : [...resourceType.codec.decode(olds)].flatMap(([identifier, { outcome, status }]) =>
              outcome === "deactivated" && status !== "missing" ? identifier : [],
          );
}

/** Records what a configuration declares, where a plan cannot ask the vault about it. */
export function declarePasswords(
    { context }: ProviderRun,
    { canListReadEnable }: ObjectKind,
    declared: readonly DeclaredObject[],
): void {
    for (const { identifier } of canListReadEnable ? declared : []) {
        context.declaredPasswords.add(String(identifier));
    }
}

/** Returns a failure for each declared password that the planned end of another resource enables. */
export function releaseConflicts(
    { released }: ProviderRun,
    { canListReadEnable }: ObjectKind,
    declared: readonly DeclaredObject[],
): Failure[] {
    return declared
        .map((one) => ({ ...one, identifier: String(one.identifier) }))
        .filter(({ identifier }) => canListReadEnable && released.has(identifier))
        .map((one) => sentenceAt(one, conflictOf(one.identifier), conflict));
}

const unknownIdentifier = {
    cause: "the end of the resource enables it, and `identifier` comes from a resource that is not applied yet.",
    solution: "apply that resource first, with -target.",
};

const conflict = {
    cause: "a resource whose destroy enables it ends in this plan, and another resource declares it.",
    solution:
        'add a `moved` block where the resource has a new name. Otherwise apply `on_destroy = "leave"` first, then the rest.',
};

function conflictOf(...identifiers: string[]): string {
    const noun = identifiers.length === 1 ? "password" : "passwords";
    return `${noun} ${formatIdentifiers(identifiers)} cannot be both enabled and disabled`;
}
