/** The vault versions whose response bodies the simulator can send. */
export const vaultVersions = ["3.32", "3.33", "4.0"] as const;

/** One of {@link vaultVersions}. */
export type VaultVersion = (typeof vaultVersions)[number];
