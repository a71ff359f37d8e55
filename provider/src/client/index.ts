/** The door of the vault's client, for programs and commands. */

export type { ProxyServer } from "../settings/proxy";
export { readSettings, type Settings } from "../settings/settings";
export { ConnectionError, ExpectedError, VaultError } from "../shared/errors";
export { createRedactor } from "../shared/redact";
export { createAgents } from "./agents";
export { connectionError } from "./connectionError";
export { matchesFilters } from "./filters";
export { explanationsOfSearch } from "./listExplanations";
export type { ListedPassword } from "./responses";
export { readToken } from "./tokenRequest";
export { createTransport } from "./transport";
export { Vault } from "./vault";
