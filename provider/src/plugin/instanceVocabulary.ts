import { stackVocabulary } from "../shared/stackVocabulary";
import type { Vocabulary } from "../shared/vocabulary";

/** Returns whether a program declares the provider instance. The engine's own is `default`, with a version or an address. */
export function isDeclared(instance: string): boolean {
    return instance !== "" && !/^default(_\d+_\d+_\d+.*|_(github|https?)_.*)?$/.test(instance);
}

/**
 * Returns the vocabulary of one provider instance. One that a program declares has arguments in place of the stack
 * configuration.
 */
export function vocabularyOf(instance: string): Vocabulary {
    if (!isDeclared(instance)) {
        return stackVocabulary;
    }
    const argument = (name: string) => `\`${name}\``;
    const owner = `of the provider "${instance}"`;
    return {
        ...stackVocabulary,
        setting: argument,
        settingSource: argument,
        setInstruction: (name, value) => `set ${argument(name)} ${owner}${value === undefined ? "" : ` to ${value}`}`,
        settingsPlace: owner,
    };
}
