import type { ListedPassword } from "../client/responses";
import type { Vault } from "../client/vault";

/** The vault's list of passwords, by identifier. */
export type Listing = () => Promise<ReadonlyMap<string, ListedPassword>>;

/** Asks the vault for its list once, when it is first wanted, however many resources there are. */
export function createListing(vault: () => Vault): Listing {
    let listed: Promise<ReadonlyMap<string, ListedPassword>> | undefined;
    return () => {
        listed ??= vault().list();
        return listed;
    };
}
