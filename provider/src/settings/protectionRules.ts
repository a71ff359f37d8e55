/** One entry of `mysafe:neverDisable`: an identifier, or a field of the vault's list and a pattern for it. */
export interface ProtectionRule {
    /** The entry as the user wrote it. */
    text: string;
    identifier?: string;
    field?: (typeof fields)[number];
    /** `*` stands for any characters. */
    pattern?: string;
}

const fields = ["tag", "username", "name"] as const;

/** The valid forms of an entry, for errors. */
export const protectionForms = "an identifier, tag:…, username:… or name:… (with * for any characters)";

/** Parses one entry; undefined if it has none of the forms. */
export function parseProtectionRule(text: string): ProtectionRule | undefined {
    if (/^[1-9]\d*$/.test(text)) {
        return { text, identifier: text };
    }
    const [, prefix, pattern] = /^(\w+):\s*(.*\S)\s*$/.exec(text) ?? [];
    const field = fields.find((known) => known === prefix);
    return field === undefined || pattern === undefined ? undefined : { text, field, pattern };
}
