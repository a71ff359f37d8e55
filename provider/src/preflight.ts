import { ConnectionError, firstLine, threeLines, VaultError } from "./errors";
import { explain } from "./explanations";
import type { CheckFailure } from "./inputs";
import { isRetryable } from "./retry";
import type { Preflight } from "./settings";
import type { Vault } from "./vault";
import type { ListedPassword } from "./wire";

/** What a preflight works with. */
export interface PreflightSurroundings {
    vault(): Vault;
    tell(line: string): void;
}

/**
 * Asks the vault about new identifiers before anything is changed: one list call for all, and one read for each that
 * the list lacks. Nothing that it asks changes the vault, or lets a password's secret into this process.
 */
export function createPreflight(around: PreflightSurroundings) {
    let listed: Promise<ReadonlyMap<string, ListedPassword>> | undefined;

    /** What an unreachable vault means for a preview. */
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

    return async function preflight(identifier: string, mode: Preflight): Promise<CheckFailure[]> {
        if (mode === "off") {
            return [];
        }
        let entry: ListedPassword | undefined;
        try {
            listed ??= around.vault().list();
            entry = (await listed).get(identifier);
        } catch (error) {
            return unanswered(identifier, error, mode);
        }
        if (entry !== undefined) {
            return entry.canEdit ? [] : [refused(1006, "1006: User does not have access")];
        }
        try {
            // The list can leave inactive passwords out, so only a read tells them from what does not exist.
            await around.vault().isInactive(identifier);
            return [];
        } catch (error) {
            return error instanceof VaultError && error.code !== undefined && verdicts.has(error.code)
                ? [refused(error.code, error.words)]
                : unanswered(identifier, error, mode);
        }
    };
}

/** Whether waiting mends it. What the vault has refused, or TLS or a proxy, is not mended by not asking. */
function isPassing(error: unknown): boolean {
    if (error instanceof VaultError) {
        return error.isTransient;
    }
    return !(error instanceof ConnectionError) || isRetryable(error) || error.errno === "ENOTFOUND";
}

/** The codes that say no to a declaration; any other answer says nothing about the password. */
const verdicts = new Set([1005, 1006, 1010]);

const afterStrict =
    "\nTo preview without the vault: `pulumi config set mysafe:preflight warn` (or off); `up` needs it all the same.";

function refused(code: number, words: string): CheckFailure {
    return { property: "identifier", reason: threeLines(words, explain({ status: 400, code })) };
}
