import type { Declared } from "./declaration";
import { ConnectionError, firstLine, threeLines, VaultError } from "./errors";
import { explain } from "./explanations";
import type { CheckFailure } from "./inputs";
import type { Listing } from "./listing";
import { isRetryable } from "./retry";
import type { DriftDetection, Preflight } from "./settings";
import type { Vault } from "./vault";

/** What a preflight works with. */
export interface PreflightSurroundings {
    listing: Listing;
    vault(): Vault;
    tell(line: string): void;
}

/** A failure, and whose: {@link createPreflight} can find out late what is wrong with a declaration that came before. */
export interface Finding extends Declared {
    failure: CheckFailure;
}

/** One that an earlier run disabled, … */
export interface Managed extends Declared {
    /** … and this one disables again, since a refresh found it active. */
    isDisabled: boolean;
}

/** How to ask. */
export interface PreflightSettings {
    preflight: Preflight;
    driftDetection: DriftDetection;
}

/**
 * Asks the vault about declarations before anything is changed: one list call for all. Nothing that it asks changes the
 * vault, or lets a password's secret into this process.
 */
export function createPreflight(around: PreflightSurroundings) {
    /** Whether the vault was seen to list inactive passwords, or to have one that it does not list. */
    let listsInactive = false;
    let hidesInactive = false;
    /** What is managed and not listed, for as long as nobody knows whether that means anything. */
    const pending: Declared[] = [];

    /** What an unreachable vault means for a new declaration. */
    function unanswered(identifier: string, error: unknown, mode: Preflight): CheckFailure[] {
        if (mode === "strict") {
            const reason = `the vault could not be asked about password ${identifier}: ${(error as Error).message}`;
            return [{ property: "", reason: isPassing(error) ? `${reason}${afterStrict}` : reason }];
        }
        around.tell(
            `warning: preview goes on without asking the vault (mysafe:preflight is warn): ${firstLine((error as Error).message)}`,
        );
        return [];
    }

    const reads = new Map<string, Promise<CheckFailure[]>>();

    /** Reads a password that the list lacks, once: the engine has a declaration checked twice to replace its resource. */
    function read(identifier: string): Promise<CheckFailure[]> {
        const answer = reads.get(identifier) ?? readOnce(identifier);
        reads.set(identifier, answer);
        return answer;
    }

    /** What a read says of a password; what is not about it is thrown. */
    async function readOnce(identifier: string): Promise<CheckFailure[]> {
        try {
            // The list can leave inactive passwords out, so only a read tells them from what does not exist.
            hidesInactive = (await around.vault().isInactive(identifier)) || hidesInactive;
            return [];
        } catch (error) {
            if (error instanceof VaultError && error.code !== undefined && verdicts.has(error.code)) {
                return [refused(error.code, error.words)];
            }
            throw error;
        }
    }

    /** What the list says of a managed password, and of those that it lacked so far. */
    async function lookedUp({ isDisabled, ...managed }: Managed, detection: DriftDetection): Promise<Finding[]> {
        const entry = (await around.listing()).get(managed.identifier);
        if (entry?.canEdit === false) {
            return [{ ...managed, failure: noAccess() }];
        }
        if (entry === undefined) {
            pending.push(managed);
        } else if (!isDisabled) {
            listsInactive = true;
        }
        const found: Finding[] = [];
        while (listsInactive && !hidesInactive && detection === "read") {
            const missing = pending.shift();
            if (missing === undefined) {
                break;
            }
            found.push(...(await read(missing.identifier)).map((failure) => ({ ...missing, failure })));
        }
        return found;
    }

    return {
        /** Looks up a password that the run is to disable; one that the list lacks is read. */
        async ofNew(identifier: string, { preflight }: PreflightSettings): Promise<CheckFailure[]> {
            if (preflight === "off") {
                return [];
            }
            try {
                const entry = (await around.listing()).get(identifier);
                return entry === undefined ? await read(identifier) : entry.canEdit ? [] : [noAccess()];
            } catch (error) {
                return unanswered(identifier, error, preflight);
            }
        },

        /**
         * Looks up a password that was disabled before, in the list alone. One that the list lacks is read only where
         * the vault lists inactive passwords, which another managed one in the list shows: so no preview reads each.
         */
        async ofUnchanged(managed: Managed, { preflight, driftDetection }: PreflightSettings): Promise<Finding[]> {
            if (preflight === "off") {
                return [];
            }
            try {
                const found = await lookedUp(managed, driftDetection);
                if (preflight === "strict") {
                    return found;
                }
                // Nothing that is to be done would fail.
                for (const { name, identifier, failure } of found) {
                    const whose = name === undefined ? "" : ` of resource '${name}'`;
                    around.tell(`warning: password ${identifier}${whose}: ${firstLine(failure.reason)}`);
                }
                return [];
            } catch (error) {
                around.tell(
                    `warning: ${unseen} (mysafe:preflight off asks nothing): ${firstLine((error as Error).message)}`,
                );
                return [];
            }
        },
    };
}

/** Whether waiting mends it. What the vault has refused, or TLS or a proxy, is not mended by not asking. */
function isPassing(error: unknown): boolean {
    if (error instanceof VaultError) {
        return error.isTransient;
    }
    return !(error instanceof ConnectionError) || isRetryable(error) || error.errno === "ENOTFOUND";
}

/** What it means for unchanged resources that the vault was not asked. */
export const unseen = "a change in the vault of what was disabled before would not be seen";

/** The codes that say no to a declaration; any other answer says nothing about the password. */
const verdicts = new Set([1005, 1006, 1010]);

const afterStrict =
    "\nTo preview without the vault: `pulumi config set mysafe:preflight warn` (or off); `up` needs the vault all the same.";

function noAccess(): CheckFailure {
    return refused(1006, "1006: User does not have access");
}

function refused(code: number, words: string): CheckFailure {
    return { property: "identifier", reason: threeLines(words, explain({ status: 400, code })) };
}
