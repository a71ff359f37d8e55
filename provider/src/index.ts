export { ApiSecretDisablement } from "./resources/apiSecretDisablement";
export type { DisablementArgs } from "./resources/disablement";
export {
    type GetPasswordOutputArgs,
    type GetPasswordsOutputArgs,
    getPassword,
    getPasswordOutput,
    getPasswords,
    getPasswordsOutput,
} from "./resources/getPasswords";
export { NoteDisablement } from "./resources/noteDisablement";
export { PasswordDisablement, type PasswordDisablementArgs } from "./resources/passwordDisablement";
export {
    PasswordDisablementSet,
    type PasswordDisablementSetArgs,
    type PasswordResult,
} from "./resources/passwordDisablementSet";
export type { GetPasswordArgs, GetPasswordsArgs, VaultPassword } from "./resources/passwordSearch";
export type { OnDestroy, Outcome } from "./shared/outcome";
