import type { Settings } from "../settings/settings";
import { ExpectedError, formatError } from "../shared/errors";
import { words } from "../shared/vocabulary";
import type { RunContext } from "./context";
import type { Entries } from "./entries";
import { formatIdentifiers } from "./messages";

/** The operations that ask the vault about passwords which it had before. */
type Operation = "refresh" | "destroy";

/** The vault has none of the passwords that an operation asked about. The access key can belong to another tenant. */
export class NothingFoundError extends ExpectedError {
    constructor(
        missing: readonly string[],
        { url, clientId, tenant }: Pick<Settings, "url" | "clientId" | "tenant">,
        operation: Operation,
    ) {
        const { setting, nothingRefreshed, nothingDestroyed } = words();
        const identifiers = formatIdentifiers(missing);
        const subject =
            missing.length === 1
                ? `no password ${identifiers}`
                : `none of the ${missing.length} passwords ${identifiers}`;
        const summary = `the vault has ${subject} (1005)`;
        const key = `${clientId} (${tenant === undefined ? `${setting("tenant")} is not set` : `tenant ${tenant}`})`;
        const explanation = {
            cause: `the access key ${key} at ${url} belongs to another tenant, or all of these were deleted. The state is unchanged.`,
            solution: `check ${setting("tenant")} and ${setting("clientId")}. If the passwords were deleted, ${operation === "refresh" ? nothingRefreshed : nothingDestroyed}`,
        };
        super(formatError(summary, explanation), summary, explanation);
    }
}

/**
 * Checks that the run finds a password, where the vault has none of those that an operation asked about. Passwords that
 * the state has as missing need no other proof.
 *
 * @throws NothingFoundError when the run finds none.
 */
export async function requireFound(
    context: RunContext,
    identifiers: readonly string[],
    missing: readonly string[],
    entries: Entries,
    operation: Operation,
): Promise<void> {
    const isNews = missing.some((identifier) => entries.get(identifier)?.status !== "missing");
    const nothing =
        missing.length === identifiers.length && isNews ? await context.presence.whenNothingFound(missing) : undefined;
    if (nothing !== undefined) {
        throw new NothingFoundError(nothing, context.settings(), operation);
    }
}
