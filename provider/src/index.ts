export { type Outcome, PasswordDisablement, type PasswordDisablementArgs } from "./passwordDisablement";
