export type { Outcome } from "./outcome";
export { PasswordDisablement, type PasswordDisablementArgs } from "./passwordDisablement";
