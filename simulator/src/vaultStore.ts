import { randomBytes } from "node:crypto";
import type { PasswordSeed, SimulatedPassword } from "./passwordSeed";

/** A note or an API secret: only its disable call is simulated. */
export interface VaultItem {
    readonly identifier: number;
    active: boolean;
    readonly canWrite: boolean;
    /** How many times a call flipped its active flag. */
    changes: number;
}

/** What the vault holds: three kinds of objects, each with its own numbers. */
export interface VaultStore {
    readonly passwords: ReadonlyMap<number, SimulatedPassword>;
    readonly notes: ReadonlyMap<number, VaultItem>;
    readonly apiSecrets: ReadonlyMap<number, VaultItem>;
    /** Adds a password; throws if the number is taken or no whole number. */
    add(seed: PasswordSeed): SimulatedPassword;
    /** Takes a password away; throws if there is none. */
    remove(identifier: number): void;
    /** The password itself, not a copy; throws if there is none. */
    get(identifier: number): SimulatedPassword;
    /** The number that the vault gives to the next new password. */
    nextIdentifier(): number;
}

/** Makes a store of the given passwords, with notes 21 to 23 and API secrets 31 to 33: active, inactive, not editable. */
export function createVaultStore(seeds: readonly PasswordSeed[]): VaultStore {
    const passwords = new Map<number, SimulatedPassword>();
    let highest = 0;
    const store: VaultStore = {
        passwords,
        notes: threeItems(21),
        apiSecrets: threeItems(31),
        add(seed) {
            if (!Number.isSafeInteger(seed.identifier) || seed.identifier < 0) {
                throw new Error(`Password identifier ${seed.identifier} is not a whole number`);
            }
            if (passwords.has(seed.identifier)) {
                throw new Error(`There is a password ${seed.identifier} in the simulated vault already`);
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
                throw new Error(`There is no password ${identifier} in the simulated vault`);
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
