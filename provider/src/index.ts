export { ApiSecretDisablement } from "./apiSecretDisablement";
export type { DisablementArgs } from "./disablement";
export {
    type GetPasswordsArgs,
    type GetPasswordsOutputArgs,
    getPassword,
    getPasswordOutput,
    getPasswords,
    getPasswordsOutput,
    type VaultPassword,
} from "./getPasswords";
export { NoteDisablement } from "./noteDisablement";
export type { OnDestroy, Outcome } from "./outcome";
export { PasswordDisablement, type PasswordDisablementArgs } from "./passwordDisablement";
export { PasswordDisablementSet, type PasswordDisablementSetArgs, type PasswordResult } from "./passwordDisablementSet";
export { PasswordDisablements, type PasswordDisablementsArgs, type PasswordEntry } from "./passwordDisablements";
