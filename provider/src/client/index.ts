/**
 * The vault's client as programs and commands use it. In the published package the provider's file holds this too, so
 * that it is there once: whoever wants something of it takes it from here.
 */

export type { ProxyServer } from "../settings/proxy";
export { readSettings, type Settings } from "../settings/settings";
export { ConnectionError, ExpectedError, VaultError } from "../shared/errors";
export { explanationsOfSearch } from "../shared/explanations";
export { createRedactor } from "../shared/redact";
export { createAgents } from "./agents";
export { matchesFilters } from "./filters";
export { type ListedPassword, oneLine, readToken } from "./responses";
export { connectionError, createTransport } from "./transport";
export { Vault } from "./vault";
