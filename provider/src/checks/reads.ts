import type { Vault } from "../client/vault";
import { VaultError } from "../shared/errors";
import { words } from "../shared/vocabulary";

/** A refusal of the vault that concerns one password. */
export type VaultRefusal = Pick<VaultError, "code" | "vaultMessage">;

/** The codes that refuse one password; any other answer says nothing about it. */
const refusalCodes = new Set([1005, 1006, 1010]);

/** The result of a read, or a refusal of the password. */
export type ReadResult = "active" | "inactive" | VaultRefusal;

/** Reads a password that the vault's list lacks; returns undefined beyond the limit. */
export type ReadUnlisted = (identifier: string, maxReads?: number) => Promise<ReadResult | undefined>;

/** Creates the reads of a run: one for each password, without its secret. An inactive password can be unlisted. */
export function createReads(vault: () => Vault, warnOnce: (message: string) => void): ReadUnlisted {
    const reads = new Map<string, Promise<ReadResult>>();
    /** The first failure of a read: each further read would take as long to fail. */
    let firstError: unknown;

    async function read(identifier: string): Promise<ReadResult> {
        try {
            return (await vault().isInactive(identifier)) ? "inactive" : "active";
        } catch (error) {
            if (error instanceof VaultError && refusalCodes.has(error.code ?? 0)) {
                return error;
            }
            // Reads that fail side by side have one error, so that a preview warns once.
            firstError ??= error;
            throw firstError;
        }
    }

    return async (identifier, maxReads = Number.POSITIVE_INFINITY) => {
        // The engine checks a declaration twice when it replaces the resource.
        const known = reads.get(identifier);
        if (known !== undefined) {
            return known;
        }
        if (firstError !== undefined) {
            throw firstError;
        }
        if (reads.size >= maxReads) {
            warnOnce(
                `the ${words().preview} looks up at most ${maxReads} passwords that the vault's list leaves out. Raise ${words().setting("maxPreviewReads")} to look up more.`,
            );
            return undefined;
        }
        const started = read(identifier);
        reads.set(identifier, started);
        return started;
    };
}
