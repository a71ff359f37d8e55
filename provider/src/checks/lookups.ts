import { passwordKind } from "../client/kinds";
import type { ListedPassword } from "../client/passwordList";
import type { Vault } from "../client/vault";
import { formatName } from "../shared/passwordName";
import { createListing } from "./listing";
import { createReads, type ReadUnlisted } from "./reads";

/** The lookups of a run, with one list call for all resources. */
export type Lookups = ReturnType<typeof createLookups>;

export function createLookups(vault: () => Vault, warnOnce: (message: string) => void) {
    const listing = createListing(vault);
    const reads = createReads(vault, warnOnce);
    const inactive = new Set<string>();
    let listed: ReadonlyMap<string, ListedPassword> | undefined;
    let names: Promise<void> | undefined;

    async function list(): Promise<ReadonlyMap<string, ListedPassword>> {
        listed = await listing();
        return listed;
    }

    const readUnlisted: ReadUnlisted = async (identifier, maxReads) => {
        const result = await reads(identifier, maxReads);
        if (result === "inactive") {
            inactive.add(identifier);
        }
        return result;
    };

    async function listForNames(): Promise<void> {
        try {
            listed ??= await vault().list(true);
        } catch {
            // The names are no reason to fail, nor to wait for long.
        }
    }

    return {
        list,
        readUnlisted,

        /** Reads the list, unless that is done, so that {@link nameOf} knows the names. A list that fails counts as empty. */
        readNames(): Promise<void> {
            names ??= listForNames();
            return names;
        },

        /** Returns the name of a password, where this run has read the list and it has the password. */
        nameOf(identifier: string, kind = passwordKind): string | undefined {
            const entry = kind === passwordKind ? listed?.get(identifier) : undefined;
            return entry && formatName(entry);
        },

        /** Returns true where a read of this run found the password inactive. */
        isInactive: (identifier: string, kind = passwordKind): boolean =>
            kind === passwordKind && inactive.has(identifier),
    };
}
