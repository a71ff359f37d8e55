import type { Clock } from "../client/clock";
import type { ListedPassword } from "../client/passwordList";
import type { Vault } from "../client/vault";
import { formatName } from "../shared/passwordName";
import { createListing } from "./listing";
import { createReads, type ReadUnlisted } from "./reads";

/** The time after which an update disables passwords without their names. */
const nameTimeoutMs = 5_000;

/** What a run has looked up in the vault, with one list call for all resources. */
export type Lookups = ReturnType<typeof createLookups>;

export function createLookups(vault: () => Vault, warnOnce: (message: string) => void, sleep: Clock["sleep"]) {
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
        const ended = new AbortController();
        // The names are no reason to fail, nor to wait for long.
        await Promise.race([list().catch(() => {}), sleep(nameTimeoutMs, ended.signal)]);
        ended.abort();
    }

    return {
        list,
        readUnlisted,

        /** Waits for the list, so that {@link nameOf} knows the names. A list that fails or is late counts as empty. */
        readNames(): Promise<void> {
            names ??= listForNames();
            return names;
        },

        /** Returns the name of a password, where this run has read the list and it has the password. */
        nameOf(identifier: string): string | undefined {
            const entry = listed?.get(identifier);
            return entry && formatName(entry);
        },

        /** Returns true where a read of this run found the password inactive. */
        isInactive: (identifier: string): boolean => inactive.has(identifier),
    };
}
