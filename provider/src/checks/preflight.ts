import { isRetryable } from "../client/retry";
import type { Settings } from "../settings/settings";
import { ConnectionError, ExpectedError, firstLine, VaultError } from "../shared/errors";
import { type Explanation, explain, explainNoLongerInVault } from "../shared/explanations";
import { words } from "../shared/vocabulary";
import type { DeclaredObject } from "./declaration";
import { type Failure, failureAt, failureOfRun } from "./failure";
import type { Listing } from "./listing";
import type { ReadUnlisted, VaultRefusal } from "./reads";

const noAccess: VaultRefusal = { code: 1006, vaultMessage: "1006: User does not have access" };

function describePreviewWithoutVault(): string {
    const { preview, setInstruction, previewWithoutVault, applyCommand } = words();
    return `\nTo ${preview} without the vault, ${setInstruction("preflight", "warn")}${previewWithoutVault}. ${applyCommand} needs the vault in any case.`;
}

/**
 * Creates the preflight of a run: it looks up what an update is to disable, with one list call for all. It changes
 * nothing in the vault and reads no secret.
 */
export function createPreflight(listing: Listing, readUnlisted: ReadUnlisted, warnOnce: (message: string) => void) {
    async function lookUp(identifier: string, maxPreviewReads: number): Promise<VaultRefusal | undefined> {
        const listed = (await listing()).get(identifier);
        if (listed !== undefined) {
            return listed.canWrite ? undefined : noAccess;
        }
        const found = await readUnlisted(identifier, maxPreviewReads);
        return typeof found === "object" ? found : undefined;
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
                warnOnce(
                    `the ${words().preview} continues without the vault (${words().setting("preflight")} is warn): ${reason}`,
                );
                return undefined;
            }
            const hint = canPreviewWithout(error) ? describePreviewWithoutVault() : "";
            return failureOfRun(error, `the ${words().preview} could not look up password ${place.identifier}: `, hint);
        }
    };
}

function explainRefusal({ code }: VaultRefusal, isNew: boolean): Explanation {
    return code === 1005 && !isNew ? explainNoLongerInVault() : explain({ status: 400, code });
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
