import { stackVocabulary } from "./stackVocabulary";

/**
 * The words by which the users of a door know settings, inputs and commands. A process serves one door, so the vocabulary
 * is one for the process, as a locale is.
 */
export interface Vocabulary {
    /** Returns a setting: `mysafe:url`. */
    setting(name: string): string;
    /** Returns a setting with the place of its value: `mysafe:url (stack config)`. */
    settingSource(name: string): string;
    /** Returns how to set a setting, as an imperative clause. A setting without a value here is a secret. */
    setInstruction(name: string, value?: string): string;
    /** Where the settings are, after a setting: `in the stack configuration`. */
    settingsPlace: string;
    /** Returns an input of a resource or of a search: `onDestroy`. */
    input(name: string): string;
    /** Returns an input with its value, as the language of the door writes it: `onDestroy: "leave"`. */
    inputWithValue(name: string, value: string | boolean): string;
    /** What finds any number of passwords: `getPasswords`. */
    searchForMany: string;
    /** What shows the identifiers of passwords: `` `pulumi-mysafe list` ``. */
    listCommand: string;
    /** What has the settings: `pulumi-mysafe`. */
    product: string;
    /** What declares resources: `program`. */
    program: string;
    /** What shows the changes before they happen: `preview`. */
    preview: string;
    /** What makes the changes: `update`. */
    update: string;
    /** The command that makes the changes. */
    applyCommand: string;
    /** The option that keeps the state of a renamed resource. */
    renamed: string;
    /** How to save the status of those passwords that a refresh may read; empty where no command does that. */
    partialRefresh: string;
    /** The reason why a refresh or destroy can have other settings than an update; empty where it has the same. */
    olderSettings: string;
    /** What else a preview without the vault needs; empty where a setting is enough. */
    previewWithoutVault: string;
    /** How to destroy a resource whose password is gone; empty where a destroy needs nothing else. */
    destroyOfMissing: string;
    /** How to go on when a refresh finds none of the passwords. */
    nothingRefreshed: string;
    /** How to go on when a destroy finds none of the passwords. */
    nothingDestroyed: string;
}

let current: Vocabulary = stackVocabulary;

/** Returns the vocabulary of this process: that of Pulumi's stack configuration, unless a door has chosen another. */
export function words(): Vocabulary {
    return current;
}

/** Chooses the vocabulary of this process. */
export function useVocabulary(vocabulary: Vocabulary): void {
    current = vocabulary;
}
