/**
 * What `doctor` uses of the vault's client. The one place where it takes it from, so that the command line can share
 * the copy that the provider has.
 */
export { createAgents } from "./agents";
export { ConnectionError, ExpectedError, VaultError } from "./errors";
export type { ProxyServer } from "./proxy";
export { readSettings, type Settings } from "./settings";
export { createSettingsReader, type ReadConfig } from "./settingsReader";
export { connectionError, createTransport } from "./transport";
export { Vault } from "./vault";
export { type ListedPassword, oneLine, readToken } from "./wire";
