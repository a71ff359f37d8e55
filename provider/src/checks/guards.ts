import { foldCase } from "../client/filters";
import { passwordKind } from "../client/kinds";
import type { ListedPassword } from "../client/responses";
import { type DeclaredPassword, isPassword, isSamePlace } from "../dynamic/callerInfo";
import type { ProtectionRule } from "../settings/protectionRules";
import type { Settings } from "../settings/settings";
import { formatError } from "../shared/errors";
import { type CheckFailure, unknownValue } from "./form";
import type { Listing } from "./listing";
import type { Finding } from "./preflight";

/** What the guards look at. */
export interface Guarded extends DeclaredPassword {
    /** Whether the run begins to manage this password. */
    isNew: boolean;
    /** Whether the run disables it: it is new, or somebody enabled it again. */
    isDisabled: boolean;
}

/** Finds the reason not to do what is declared, though the vault would do it. */
export interface Guards {
    /** What is wrong with this declaration, whatever else the run does. */
    ofOne(guarded: Guarded, settings: Settings): Promise<CheckFailure | undefined>;
    /** What is wrong with the run, when this declaration is one more of it. */
    ofRun(guarded: Guarded, settings: Settings): Finding | undefined;
}

/**
 * Makes the guards of a run, in previews and in updates alike: a password that is declared twice, passwords that are
 * never to be disabled, and more new ones than a run may add.
 */
export function createGuards(listing: Listing): Guards {
    const declared = new Map<string, Omit<DeclaredPassword, "identifier">>();
    const added = new Set<string>();

    function twice({ identifier, declaration, name, property, kind, stays }: Guarded): CheckFailure | undefined {
        if (stays) {
            return undefined;
        }
        const key = `${kind?.noun ?? passwordKind.noun} ${identifier}`;
        const first = declared.get(key);
        if (first === undefined || isSamePlace(first, { declaration, name, property })) {
            declared.set(key, { declaration, name, property });
            return undefined;
        }
        const isOfSameResource = first.declaration === declaration;
        const other = first.name === undefined ? "another resource" : `resource '${first.name}'`;
        const hint = isOfSameResource ? "" : " (a renamed resource keeps its state by the option `aliases`)";
        return refused(property, `${key} is declared twice`, {
            cause: isOfSameResource
                ? `${first.property} is the same.`
                : `${other} of this program has the same identifier.`,
            solution: `declare it once${hint}, or \`pulumi config set mysafe:allowDuplicates true\`.`,
        });
    }

    async function isProtected(
        { identifier, property }: Guarded,
        { neverDisable }: Settings,
    ): Promise<CheckFailure | undefined> {
        let found: ListedPassword | undefined;
        let failed: Error | undefined;
        try {
            found = neverDisable.some(({ field }) => field !== undefined)
                ? (await listing()).get(identifier)
                : undefined;
        } catch (error) {
            // Told last: what is protected by its identifier needs no list.
            failed = error as Error;
        }
        const protection = neverDisable.find((rule) => isMatch(rule, identifier, found));
        if (protection !== undefined) {
            return refused(property, `password ${identifier} is never to be disabled`, {
                cause: `mysafe:neverDisable has ${protection.text}${found?.name ? `, and this is "${found.name}"` : ""}.`,
                solution: `take it out of the program; to allow it, take ${protection.text} out of mysafe:neverDisable.`,
            });
        }
        return (
            failed && {
                property: "",
                reason: `mysafe:neverDisable has patterns for the vault's list: ${failed.message}`,
            }
        );
    }

    return {
        async ofOne(guarded, settings) {
            if (guarded.identifier === unknownValue) {
                return undefined;
            }
            return (
                (settings.allowDuplicates ? undefined : twice(guarded)) ??
                (guarded.isDisabled && isPassword(guarded) && settings.neverDisable.length > 0
                    ? isProtected(guarded, settings)
                    : undefined)
            );
        },

        ofRun(guarded, { maxDisablements: most }) {
            const { declaration, isNew, property } = guarded;
            if (!isNew || most === undefined) {
                return undefined;
            }
            added.add(`${declaration} ${property}`);
            if (added.size <= most) {
                return undefined;
            }
            const list = property.replace(/\[\d+\]$/, "");
            const failure = refused(list, `more new disablements than mysafe:maxDisablements allows (${most})`, {
                cause: `a run may add ${most}, and this one adds more.`,
                solution:
                    "take some out of the program; to allow them, `pulumi config set mysafe:maxDisablements <number>`.",
            });
            return { ...guarded, failure: { ...failure, isOfRun: true } };
        },
    };
}

/** Returns whether a rule protects a password; `entry` is its entry in the vault's list. */
export function isMatch(rule: ProtectionRule, identifier: string, entry: ListedPassword | undefined): boolean {
    const { field, pattern = "" } = rule;
    if (field === undefined) {
        return rule.identifier === identifier;
    }
    const parts = foldCase(pattern)
        .split("*")
        .map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"));
    const whole = new RegExp(`^${parts.join(".*")}$`, "su");
    const values = entry === undefined ? [] : field === "tag" ? entry.tags : [entry[field]];
    return values.some((value) => whole.test(foldCase(value)));
}

function refused(property: string, what: string, explanation: Parameters<typeof formatError>[1]): CheckFailure {
    return { property, reason: formatError(what, explanation) };
}
