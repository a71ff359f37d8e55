import { foldCase } from "../client/filters";
import type { ListedPassword } from "../client/responses";

/** One entry of `mysafe:neverDisable`. */
export interface Protection {
    /** As it was written. */
    text: string;
    /** Whether the vault's list is needed to know whom it protects. */
    needsList: boolean;
    /** Whether it protects this password. */
    protects(identifier: string, entry: ListedPassword | undefined): boolean;
}

/** What the words after the colon are compared with. */
const subjects: Readonly<Record<string, (entry: ListedPassword) => readonly string[]>> = {
    tag: ({ tags }) => tags,
    username: ({ username }) => [username],
    name: ({ name }) => [name],
};

/** What an entry can be, for errors. */
export const protectionForms = "an identifier, tag:…, username:… or name:… (with * for any characters)";

/**
 * Reads one entry: an identifier, or `tag:`, `username:` or `name:` and a pattern, which is compared with the whole
 * tag, user name or name, in any case, `*` standing for any characters. Undefined where it is neither.
 */
export function readProtection(text: string): Protection | undefined {
    if (/^[1-9]\d*$/.test(text)) {
        return { text, needsList: false, protects: (identifier) => identifier === text };
    }
    const [, kind = "", pattern = ""] = /^(\w+):\s*(.*\S)\s*$/.exec(text) ?? [];
    const subject = Object.hasOwn(subjects, kind) ? subjects[kind] : undefined;
    if (subject === undefined) {
        return undefined;
    }
    const literal = foldCase(pattern)
        .split("*")
        .map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"));
    const whole = new RegExp(`^${literal.join(".*")}$`, "su");
    return {
        text,
        needsList: true,
        protects: (_identifier, entry) =>
            entry !== undefined && subject(entry).some((value) => whole.test(foldCase(value))),
    };
}
