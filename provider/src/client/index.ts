/** The parts of the client that a program's search loads, and no other program. */

export { readSettings } from "../settings/settings";
export { onlyMatch, readFilters, SearchError, searchList } from "./search";
export { Vault } from "./vault";
