export type { OnDestroy, Outcome } from "./outcome";
export { PasswordDisablement, type PasswordDisablementArgs } from "./passwordDisablement";
