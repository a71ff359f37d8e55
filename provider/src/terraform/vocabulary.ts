import { type Setting, type SettingName, settingsTable } from "../settings/table";
import type { Vocabulary } from "../shared/vocabulary";
import { toAttribute } from "./names";

/** The vocabulary of Terraform's configurations. */
export const terraformVocabulary: Vocabulary = {
    setting: toAttribute,
    settingSource: (name) => `${toAttribute(name)} (provider configuration)`,
    setInstruction(name, value) {
        const attribute = `\`${toAttribute(name)}\``;
        return value === undefined
            ? `set ${attribute} in the configuration of the provider, by a sensitive variable`
            : `set ${attribute} to ${literal(name, value)} in the configuration of the provider`;
    },
    settingsPlace: "in the configuration of the provider",
    input: toAttribute,
    inputWithValue: (name, value) => `${toAttribute(name)} = ${JSON.stringify(value)}`,
    searchForMany: "mysafe_passwords",
    listCommand: "the data source mysafe_passwords",
    product: "the provider mysafe",
    program: "configuration",
    preview: "plan",
    update: "apply",
    applyCommand: "apply",
    renamed: "a `moved` block",
    partialRefresh: "",
    olderSettings: "",
    previewWithoutVault: ", and plan with -refresh=false",
    destroyOfMissing: " A destroy needs -refresh=false.",
    nothingRefreshed:
        'set `on_destroy = "leave"` where it is not and apply with -refresh=false, then remove them from the configuration and apply with -refresh=false.',
    nothingDestroyed: 'set `on_destroy = "leave"`, apply with -refresh=false, then destroy with -refresh=false.',
};

/** Returns a value as a configuration has it: a text in quotes, a list in brackets. */
function literal(name: string, value: string): string {
    const { type, list }: Setting = settingsTable[name as SettingName] ?? { type: "text" };
    if (list) {
        return `[${value
            .split(",")
            .map((entry) => JSON.stringify(entry))
            .join(", ")}]`;
    }
    const isPlain = type === "boolean" || type === "integer" || type === "number" || value.startsWith("<");
    return isPlain ? value : JSON.stringify(value);
}
