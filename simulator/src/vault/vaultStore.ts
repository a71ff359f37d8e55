import { randomBytes } from "node:crypto";
import type { PasswordSeed, SimulatedPassword } from "./passwordSeed";

/** A note or an API secret. The simulator supports only its disable request. */
export interface VaultItem {
    readonly identifier: number;
    active: boolean;
    readonly canWrite: boolean;
    /** The number of requests that changed `active`. */
    changes: number;
}

/** The vault's objects: three kinds, each with its own numbers. */
export interface VaultStore {
    readonly passwords: ReadonlyMap<number, SimulatedPassword>;
    readonly notes: ReadonlyMap<number, VaultItem>;
    readonly apiSecrets: ReadonlyMap<number, VaultItem>;
    /** Adds a password. Throws if the number is in use. */
    add(seed: PasswordSeed): SimulatedPassword;
    /** Removes a password. Throws if there is none. */
    remove(identifier: number): void;
    /** Returns the password itself, not a copy. Throws if there is none. */
    get(identifier: number): SimulatedPassword;
    /** Returns the number of the next new password. */
    nextIdentifier(): number;
}

/** Returns a store of these passwords, with notes 21 to 23 and API secrets 31 to 33: active, inactive, not editable. */
export function createVaultStore(seeds: readonly PasswordSeed[]): VaultStore {
    const passwords = new Map<number, SimulatedPassword>();
    let highest = 0;
    const store: VaultStore = {
        passwords,
        notes: threeItems(21),
        apiSecrets: threeItems(31),
        add(seed) {
            if (passwords.has(seed.identifier)) {
                throw new Error(`The simulated vault already has a password ${seed.identifier}`);
            }
            const password = completePassword(seed);
            passwords.set(seed.identifier, password);
            highest = Math.max(highest, seed.identifier);
            return password;
        },
        remove(identifier) {
            store.get(identifier);
            passwords.delete(identifier);
        },
        get(identifier) {
            const password = passwords.get(identifier);
            if (password === undefined) {
                throw new Error(`The simulated vault has no password ${identifier}`);
            }
            return password;
        },
        nextIdentifier: () => highest + 1,
    };
    for (const seed of seeds) {
        store.add(seed);
    }
    return store;
}

/** Returns a store without any object. */
export function createEmptyStore(): VaultStore {
    return { ...createVaultStore([]), notes: new Map(), apiSecrets: new Map() };
}

function completePassword(seed: PasswordSeed): SimulatedPassword {
    return {
        identifier: seed.identifier,
        name: seed.name ?? `Password ${seed.identifier}`,
        username: seed.username ?? "",
        url: seed.url ?? "",
        tags: seed.tags ?? "",
        active: seed.active ?? true,
        canView: seed.canView ?? true,
        canWrite: seed.canWrite ?? true,
        secret: seed.secret ?? `pw-${randomBytes(12).toString("hex")}`,
        changes: 0,
    };
}

function threeItems(first: number): Map<number, VaultItem> {
    return new Map([
        [first, { identifier: first, active: true, canWrite: true, changes: 0 }],
        [first + 1, { identifier: first + 1, active: false, canWrite: true, changes: 0 }],
        [first + 2, { identifier: first + 2, active: true, canWrite: false, changes: 0 }],
    ]);
}
