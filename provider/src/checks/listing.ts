import type { ListedPassword } from "../client/passwordList";
import type { Vault } from "../client/vault";

/** Returns the vault's list of passwords, by identifier. */
export type Listing = () => Promise<ReadonlyMap<string, ListedPassword>>;

/** Creates a listing that sends one list call, when it is first needed, for all resources of a run. */
export function createListing(vault: () => Vault): Listing {
    let list: ReturnType<Listing> | undefined;
    return () => {
        list ??= vault().list();
        return list;
    };
}
