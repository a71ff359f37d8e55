import { foldCase } from "../client/filters";
import type { ListedPassword } from "../client/passwordList";
import type { ProtectionRule } from "../settings/protectionRules";
import type { Settings } from "../settings/settings";
import { formatName, withName } from "../shared/passwordName";
import { words } from "../shared/vocabulary";
import type { Caller, DeclaredObject } from "./declaration";
import { type Failure, failureOfRun, type Place, sentenceAt } from "./failure";
import type { Listing } from "./listing";
import type { ReadUnlisted } from "./reads";

/** Refuses a password that `mysafe:neverDisable` protects, or may protect. */
export type Protection = (
    declared: DeclaredObject,
    caller: Caller,
    settings: Pick<Settings, "neverDisable" | "maxPreviewReads">,
) => Promise<Failure | undefined>;

/** A rule with a pattern, as regular expressions for folded text. */
interface PatternRule extends ProtectionRule {
    /** Matches the whole field. */
    whole: RegExp;
    /** Matches a field in which a wrong encoding replaced letters of the rule; undefined for a rule of ASCII alone. */
    damaged: RegExp | undefined;
}

/** Creates the guard of `mysafe:neverDisable` of a run. A pattern that it cannot evaluate refuses. */
export function createProtection(listing: Listing, readUnlisted: ReadUnlisted): Protection {
    let patterns: PatternRule[] | undefined;

    /** Refuses an unlisted password, unless it is inactive already or the vault has no such password. */
    async function checkUnlisted(place: Place, rule: ProtectionRule, maxReads: number | undefined) {
        const found = await readUnlisted(`${place.identifier}`, maxReads);
        const cause = "the vault's list does not contain the password, so its name, user name and tags are unknown.";
        const canBeActive = found === "active" || (typeof found === "object" && found.code === 1006);
        return canBeActive ? notEvaluated(place, rule, cause) : undefined;
    }

    return async ({ property, index, identifier }, { phase }, { neverDisable, maxPreviewReads }) => {
        const place = { property, index, identifier: String(identifier) };
        // 1. Compare the identifier, which needs no request.
        const byIdentifier = neverDisable.find((rule) => rule.identifier === place.identifier);
        if (byIdentifier !== undefined) {
            return protectedBy(place, byIdentifier, undefined);
        }
        // A set can have thousands of passwords, and all have the same rules.
        patterns ??= neverDisable.filter(({ pattern }) => pattern !== undefined).map(compile);
        const [first] = patterns;
        if (first === undefined) {
            return undefined;
        }
        try {
            // 2. Compare the patterns with the entry of the vault's list.
            const entry = (await listing()).get(place.identifier);
            if (entry === undefined) {
                return await checkUnlisted(place, first, phase === "preview" ? maxPreviewReads : undefined);
            }
            const rule = patterns.find((pattern) => matchesRule(pattern, entry));
            if (rule !== undefined) {
                return protectedBy(place, rule, entry);
            }
            // 3. Refuse where a pattern has nothing to compare with.
            const unreadable = patterns.find((pattern) => !isReadable(pattern, entry));
            const cause = `the vault's list does not show the ${unreadable?.field} of the password, or shows characters that were lost.`;
            return unreadable && notEvaluated(place, unreadable, cause);
        } catch (error) {
            return failureOfRun(error, `the patterns of ${words().setting("neverDisable")} need the vault: `);
        }
    };
}

function protectedBy(place: Place, { text }: ProtectionRule, entry: ListedPassword | undefined): Failure {
    const setting = words().setting("neverDisable");
    const password = withName(String(place.identifier), entry && formatName(entry));
    return sentenceAt(place, `password ${password} is protected by ${setting}`, {
        cause: `${setting} contains ${text}.`,
        solution: `remove the password from the ${words().program}, or remove ${text} from ${setting}.`,
    });
}

function notEvaluated(place: Place, { text }: ProtectionRule, cause: string): Failure {
    const setting = words().setting("neverDisable");
    return sentenceAt(place, `password ${place.identifier} may be protected by ${text} of ${setting}`, {
        cause,
        solution: `share the password with the access key so that the list shows it, or remove ${text} from ${setting}.`,
    });
}

/** Returns the values that a rule compares. */
function valuesOf({ field }: ProtectionRule, { tags, username, name }: ListedPassword): readonly string[] {
    return field === "tag" ? tags.flatMap(tagForms) : [field === "username" ? username : name];
}

/** Returns a tag, and the tags that it can hold: the vendor's pages show commas, and no other separator or quote. */
function tagForms(tag: string): string[] {
    const parts = tag.split(/[;|\n]/).map((part) => part.replace(/^[\s"'#[\]{}]+|[\s"'[\]{}]+$/g, ""));
    return [...new Set([tag, ...parts])];
}

/** Compares a pattern with the whole field, in any case; `*` stands for any characters. */
function matchesRule(rule: PatternRule, entry: ListedPassword): boolean {
    return valuesOf(rule, entry).some((value) => rule.whole.test(foldCase(value)));
}

/** Returns whether the list has a rule's field, and no value that a wrong encoding can have damaged. */
function isReadable(rule: PatternRule, entry: ListedPassword): boolean {
    const isShown = rule.field !== undefined && !entry.unreadableFields.includes(rule.field);
    return isShown && !valuesOf(rule, entry).some((value) => value.includes("\ufffd") || isDamaged(value, rule));
}

/**
 * Returns whether a value matches a rule but for the rule's letters beyond ASCII, which a wrong encoding replaces by
 * others: `Servi\u00c3\u00a7o`, `Servi&ccedil;o`, `Servi?o`. Where the rule has hardly any other letter, the value must show
 * that.
 */
function isDamaged(value: string, { pattern = "", damaged }: PatternRule): boolean {
    const isTelling = /([a-z0-9].*){3}/i.test(pattern) || /\?|&#?\w+;|[\u00c2-\u00f4][^\0-\x7f]/.test(value);
    return damaged !== undefined && isTelling && damaged.test(foldCase(value));
}

function compile(rule: ProtectionRule): PatternRule {
    const literals = foldCase(rule.pattern ?? "")
        .split("*")
        .map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"));
    const toExpression = (parts: string[]) => new RegExp(`^${parts.join(".*")}$`, "su");
    const replaced = literals.map((part) => part.replace(/[^\0-\x7f]+/gu, "[^a-z0-9 ].{0,24}?"));
    const isAscii = replaced.join() === literals.join();
    return { ...rule, whole: toExpression(literals), damaged: isAscii ? undefined : toExpression(replaced) };
}
