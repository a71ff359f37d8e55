import { type Declaration, declarationKey, type Refusal, readDeclaration, refusalsKey } from "./declaration";
import { ConfigError, firstLine } from "./errors";
import { createGuards } from "./guards";
import { type CheckFailure, onDestroyFailure, readIdentifier, reasonFailure, unknownValue } from "./inputs";
import { createListing } from "./listing";
import { createPreflight, type Finding } from "./preflight";
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
    const toldOfRun = new Set<string>();

    /** What is wrong with a declaration of good form; or, found late, with one that came before. */
    async function judge(
        identifier: string,
        olds: Properties,
        declaration: Declaration | undefined,
    ): Promise<{ own: CheckFailure[]; late: Finding[] }> {
        const isNew = identifier !== String(olds.identifier);
        const settings = around.settings();
        if (settings instanceof ConfigError) {
            // What exists needs no settings until something is to be done with it.
            return { own: isNew ? [{ property: "", reason: settings.message }] : [], late: [] };
        }
        const { run, name, number = identifier } = declaration ?? {};
        const isDisabled = isNew || olds.status === "active";
        const guarded = { identifier, declaration: number, name, isNew, isDisabled };
        const refusal = await guards.ofOne(guarded, settings);
        const own = refusal === undefined ? [] : [refusal];
        const late: Finding[] = [];
        if (own.length === 0 && identifier !== unknownValue && run !== "update") {
            const found = isNew
                ? (await preflight.ofNew(identifier, settings)).map((failure) => ({ ...guarded, failure }))
                : await preflight.ofUnchanged(number, identifier, settings);
            for (const finding of found) {
                if (!isNew && settings.preflight === "warn") {
                    around.tellOnce(`warning: password ${finding.identifier}: ${firstLine(finding.failure.reason)}`);
                } else if (finding.declaration === number) {
                    own.push(finding.failure);
                } else {
                    late.push(finding);
                }
            }
        }
        // Last, so that it hides nothing that is wrong with one password.
        const tooMany = guards.ofRun(guarded, settings);
        return { own: own.length === 0 && tooMany !== undefined ? [tooMany] : own, late };
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
        const malformed = [failure, reasonFailure(news.reason), onDestroyFailure(news.onDestroy)].filter(
            (found) => found !== undefined,
        );
        const { own, late } =
            malformed.length > 0 || identifier === undefined
                ? { own: malformed, late: [] }
                : await judge(identifier, olds, declaration);
        if (declaration?.run !== "preview" || own.some(({ property }) => property === "")) {
            return { inputs, failures: [...own, ...late.map(({ failure }) => failure)] };
        }
        const refusals = [
            ...own
                .filter(({ isOfRun, reason }) => !isOfRun || !toldOfRun.has(reason))
                .map((found) => refusal(declaration.number, declaration.name, news, found)),
            ...late.map(({ declaration: number, identifier, failure }) =>
                refusal(Number(number), "", { identifier }, failure),
            ),
        ];
        for (const { isOfRun, reason } of own) {
            if (isOfRun) {
                toldOfRun.add(reason);
            }
        }
        return { inputs: refusals.length > 0 ? { ...inputs, [refusalsKey]: refusals } : inputs, failures: [] };
    };
}

/** A failure in the words that the engine has for one. */
function refusal(declaration: number, name: string, news: Properties, { property, reason }: CheckFailure): Refusal {
    const value = news[property];
    const shown = typeof value === "string" || typeof value === "number" ? ` value {${value}}` : "";
    return { declaration, problem: `resource '${name}': property ${property}${shown} has a problem: ${reason}` };
}
