/** The parts of the client that a program's search loads, and no other program. */

export { readSettings } from "../settings/settings";
export { matchesFilters } from "./filters";
export { Vault } from "./vault";
