import {
    type Declaration,
    type Declared,
    declarationKey,
    type Refusal,
    readDeclaration,
    refusalsKey,
} from "./declaration";
import { ConfigError } from "./errors";
import { createGuards } from "./guards";
import { type CheckFailure, onDestroyFailure, readIdentifier, reasonFailure, unknownValue } from "./inputs";
import { createListing } from "./listing";
import { createPreflight, type Finding, unseen } from "./preflight";
import type { Settings } from "./settings";
import { type Properties, withoutUndefined } from "./state";
import type { Vault } from "./vault";

/** What a check works with. */
export interface CheckSurroundings {
    /** The settings, or what is wrong with them. */
    settings(): Settings | ConfigError;
    vault(): Vault;
    /** Shows the user one line, once. */
    tellOnce(line: string): void;
}

/** What a check says to the engine. */
export interface Checked {
    inputs: Properties;
    failures: CheckFailure[];
}

/** Makes the check of declarations: their form, the guards, and in previews what the vault says of them. */
export function createDeclarationCheck(around: CheckSurroundings) {
    const listing = createListing(around.vault);
    const guards = createGuards(listing);
    const preflight = createPreflight({ listing, vault: around.vault, tell: around.tellOnce });
    /** What was told of the run as a whole, and of which declaration. */
    const toldOfRun = new Map<string, Declared["declaration"]>();

    /** What is wrong with a declaration of good form; or, found late, with one that came before. */
    async function judge(whose: Declared, olds: Properties, run: Declaration["run"] | undefined): Promise<Finding[]> {
        const isNew = whose.identifier !== String(olds.identifier);
        const settings = around.settings();
        if (settings instanceof ConfigError) {
            if (isNew) {
                return [{ ...whose, failure: { property: "", reason: settings.message } }];
            }
            // What exists needs no settings until something is to be done with it.
            if (run !== "update") {
                around.tellOnce(`warning: ${unseen}: ${settings.problems[0]}`);
            }
            return [];
        }
        const guarded = { ...whose, isNew, isDisabled: isNew || olds.status === "active" };
        const guardedAgainst = await guards.ofOne(guarded, settings);
        const found: Finding[] = guardedAgainst === undefined ? [] : [{ ...whose, failure: guardedAgainst }];
        if (found.length === 0 && whose.identifier !== unknownValue && run !== "update") {
            if (isNew) {
                const failures = await preflight.ofNew(whose.identifier, settings);
                found.push(...failures.map((failure) => ({ ...whose, failure })));
            } else {
                found.push(...(await preflight.ofUnchanged(guarded, settings)));
            }
        }
        // Last, so that it hides nothing that is wrong with one password.
        const tooMany = guards.ofRun(guarded, settings);
        return found.length === 0 && tooMany !== undefined ? [{ ...whose, failure: tooMany }] : found;
    }

    /** Whether it is to be told here; again, where the engine has a declaration checked again, to replace its resource. */
    function isToldHere({ declaration, failure: { isOfRun, reason } }: Finding): boolean {
        const first = toldOfRun.get(reason) ?? declaration;
        toldOfRun.set(reason, first);
        return !isOfRun || first === declaration;
    }

    return async (olds: Properties, news: Properties): Promise<Checked> => {
        const { [declarationKey]: mark, ...rest } = news;
        const declaration = readDeclaration(mark);
        const { identifier, failure } = readIdentifier(news.identifier);
        const inputs = withoutUndefined({
            ...rest,
            identifier: identifier ?? news.identifier,
            reason: news.reason ?? undefined,
            onDestroy: news.onDestroy ?? undefined,
            status: "inactive",
        });
        const whose = {
            declaration: declaration?.number ?? identifier ?? "",
            name: declaration?.name,
            identifier: identifier ?? "",
        };
        const malformed = [failure, reasonFailure(news.reason), onDestroyFailure(news.onDestroy)]
            .filter((found) => found !== undefined)
            .map((found) => ({ ...whose, failure: found }));
        const found = malformed.length > 0 ? malformed : await judge(whose, olds, declaration?.run);
        if (declaration?.run !== "preview" || found.some((one) => one.failure.property === "")) {
            return { inputs, failures: found.map((one) => one.failure) };
        }
        const refusals = found
            .filter(isToldHere)
            .map((one) =>
                asRefusal(one, one.declaration === declaration.number ? news : { identifier: one.identifier }),
            );
        return { inputs: refusals.length > 0 ? { ...inputs, [refusalsKey]: refusals } : inputs, failures: [] };
    };
}

/** A finding in the words that the engine has for a failed check. */
function asRefusal({ declaration, name, failure: { property, reason } }: Finding, declared: Properties): Refusal {
    const value = declared[property];
    // Of the identifier alone: a program can have made a secret of what it gave as its reason.
    const isShown = property === "identifier" && (typeof value === "string" || typeof value === "number");
    const shown = isShown ? ` value {${value}}` : "";
    const problem = `resource '${name}': property ${property}${shown} has a problem: ${reason}`;
    return { declaration: Number(declaration), problem };
}
