import type { ObjectKind } from "../client/kinds";
import { VaultError } from "../shared/errors";
import { type BatchFailure, failuresIn, identifiersByValue, runBatch } from "./batch";
import type { RunContext } from "./context";
import type { Entries, Status } from "./entries";
import { describePasswords, itOrThem } from "./messages";

/** Leaves passwords, notes or API secrets as they are, and reports their last known status. */
export function reportLeft({ log }: RunContext, { noun }: ObjectKind, entries: Entries): void {
    const identifiersOf = (status: Status) =>
        [...entries].filter(([, entry]) => entry.status === status).map(([identifier]) => identifier);
    const inactive = identifiersOf("inactive");
    if (inactive.length > 0) {
        log.info(describePasswords(inactive, noun, ["stays inactive", "stay inactive"]));
    }
    const active = identifiersOf("active");
    if (active.length > 0) {
        log.info(
            `${describePasswords(active, noun, ["stays", "stay"])} active, as the last refresh found ${itOrThem(active)}`,
        );
    }
    const unconfirmed = identifiersOf("unconfirmed");
    if (unconfirmed.length > 0) {
        const them = itOrThem(unconfirmed);
        log.warn(
            `${describePasswords(unconfirmed, noun, ["may", "may"])} still be active: the request to disable ${them} was sent but not confirmed. Check ${them} in the vault.`,
        );
    }
}

/** Enables passwords, except those that the program still declares; returns what failed. */
export async function enableAll(context: RunContext, entries: Entries): Promise<BatchFailure[]> {
    const { log, declaredPasswords } = context;

    // 1. Leave alone what the program still declares.
    const declared = [...entries.keys()].filter((identifier) => declaredPasswords.has(identifier));
    if (declared.length > 0) {
        log.info(`${describePasswords(declared)} not enabled: the program still declares ${itOrThem(declared)}`);
    }

    // 2. Enable the others.
    const released = [...entries.keys()].filter((identifier) => !declaredPasswords.has(identifier));
    const results = await runBatch(context, "enabling", released, async (identifier) => {
        try {
            await context.vault().enable(identifier);
            return "enabled";
        } catch (error) {
            if (error instanceof VaultError && error.code === 1005) {
                return "missing";
            }
            throw error;
        }
    });

    // 3. Report what was done.
    const enabled = identifiersByValue(results, "enabled");
    if (enabled.length > 0) {
        log.info(`${describePasswords(enabled)} active again`);
    }
    const missing = identifiersByValue(results, "missing");
    if (missing.length > 0) {
        log.info(`${describePasswords(missing)} not enabled: the vault no longer has ${itOrThem(missing)}`);
    }
    return failuresIn(results);
}
