/**
 * The vault's client as programs and commands use it. In the published package the provider's file holds this too, so
 * that it is there once: whoever wants something of it takes it from here.
 */
export { createAgents } from "./agents";
export { ConnectionError, ExpectedError, VaultError } from "./errors";
export { explanationsOfSearch } from "./explanations";
export { fitting } from "./filters";
export type { ProxyServer } from "./proxy";
export { createRedaction } from "./redact";
export { readSettings, type Settings } from "./settings";
export { createSettingsReader, type ReadConfig } from "./settingsReader";
export { connectionError, createTransport } from "./transport";
export { Vault } from "./vault";
export { type ListedPassword, oneLine, readToken } from "./wire";
