import { isRetryable } from "../client/retry";
import type { Vault } from "../client/vault";
import type { Settings } from "../settings/settings";
import { ConnectionError, ExpectedError, firstLine, VaultError } from "../shared/errors";
import { type Explanation, explain, noLongerInVault } from "../shared/explanations";
import type { DeclaredObject } from "./declaration";
import { type Failure, failureAt, failureOfRun } from "./failure";
import type { Listing } from "./listing";

/** A refusal of the vault that concerns one password. */
type VaultRefusal = Pick<VaultError, "code" | "vaultMessage">;

/** The codes that refuse one password; any other answer says nothing about it. */
const refusalCodes = new Set([1005, 1006, 1010]);

const noAccess: VaultRefusal = { code: 1006, vaultMessage: "1006: User does not have access" };

const previewWithoutVault =
    "\nTo preview without the vault, run `pulumi config set mysafe:preflight warn`. `pulumi up` needs the vault in any case.";

/**
 * Creates the preflight of a run: it looks up what an update is to disable, with one list call for all. It changes
 * nothing in the vault and reads no secret.
 */
export function createPreflight(listing: Listing, vault: () => Vault, warnOnce: (message: string) => void) {
    const reads = new Map<string, Promise<VaultRefusal | undefined>>();
    /** The first failure of a read: each further read would take as long to fail. */
    let firstReadError: unknown;

    /** Reads a password that the list lacks: an inactive one can be missing there. */
    async function readOnce(identifier: string): Promise<VaultRefusal | undefined> {
        try {
            await vault().isInactive(identifier);
            return undefined;
        } catch (error) {
            if (error instanceof VaultError && refusalCodes.has(error.code ?? 0)) {
                return error;
            }
            // Reads that fail side by side have one error, so that a preview warns once.
            firstReadError ??= error;
            throw firstReadError;
        }
    }

    async function lookUp(identifier: string, maxPreviewReads: number): Promise<VaultRefusal | undefined> {
        const listed = (await listing()).get(identifier);
        if (listed !== undefined) {
            return listed.canWrite ? undefined : noAccess;
        }
        // The engine checks a declaration twice when it replaces the resource.
        const known = reads.get(identifier);
        if (known !== undefined) {
            return known;
        }
        if (firstReadError !== undefined) {
            throw firstReadError;
        }
        if (reads.size >= maxPreviewReads) {
            warnOnce(
                `the preview looks up at most ${maxPreviewReads} passwords that the vault's list leaves out. Raise mysafe:maxPreviewReads to look up more.`,
            );
            return undefined;
        }
        const read = readOnce(identifier);
        reads.set(identifier, read);
        return read;
    }

    /** Returns what the vault would refuse about a password that the run is to disable. */
    return async function preflight(
        { identifier, property, index, isNew }: DeclaredObject,
        { preflight: mode, maxPreviewReads }: Settings,
    ): Promise<Failure | undefined> {
        if (mode === "off") {
            return undefined;
        }
        const place = { property, index, identifier: String(identifier) };
        try {
            const refusal = await lookUp(place.identifier, maxPreviewReads);
            return refusal && failureAt(place, refusal.vaultMessage, explainRefusal(refusal, isNew));
        } catch (error) {
            if (mode === "warn" && error instanceof ExpectedError && !isCancelled(error)) {
                const reason = firstLine(error.message);
                warnOnce(`the preview continues without the vault (mysafe:preflight is warn): ${reason}`);
                return undefined;
            }
            const hint = canPreviewWithout(error) ? previewWithoutVault : "";
            return failureOfRun(error, `the preview could not look up password ${place.identifier}: `, hint);
        }
    };
}

function explainRefusal({ code }: VaultRefusal, isNew: boolean): Explanation {
    return code === 1005 && !isNew ? noLongerInVault : explain({ status: 400, code });
}

function isCancelled(error: unknown): boolean {
    return error instanceof ConnectionError && error.isCancelled;
}

/** Returns whether only the lookup fails: the vault is down, or gives no list. Other settings resolve other errors. */
function canPreviewWithout(error: unknown): boolean {
    if (error instanceof VaultError) {
        return error.isTransient || error.fromVault;
    }
    return error instanceof ConnectionError && (isRetryable(error) || error.code === "ENOTFOUND");
}
