export { describeFault, type Fault, type FaultKind, faultKinds } from "./fault";
export type { PasswordSeed, SimulatedPassword } from "./passwordSeed";
export type { RequestRecord } from "./requestLog";
export { type Route, routes } from "./route";
export { seededPasswords } from "./seededPasswords";
export type { Simulator } from "./simulator";
export { type SimulatorOptions, type VaultVersion, vaultVersions } from "./simulatorOptions";
export { startSimulator } from "./startSimulator";
export type { TlsOptions } from "./tlsOptions";
