export { ApiSecretDisablement } from "./resources/apiSecretDisablement";
export type { DisablementArgs } from "./resources/disablement";
export {
    type GetPasswordsArgs,
    type GetPasswordsOutputArgs,
    getPassword,
    getPasswordOutput,
    getPasswords,
    getPasswordsOutput,
    type VaultPassword,
} from "./resources/getPasswords";
export { NoteDisablement } from "./resources/noteDisablement";
export { PasswordDisablement, type PasswordDisablementArgs } from "./resources/passwordDisablement";
export {
    PasswordDisablementSet,
    type PasswordDisablementSetArgs,
    type PasswordResult,
} from "./resources/passwordDisablementSet";
export {
    PasswordDisablements,
    type PasswordDisablementsArgs,
    type PasswordEntry,
} from "./resources/passwordDisablements";
export type { OnDestroy, Outcome } from "./shared/outcome";
