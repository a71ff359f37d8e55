import type { Vault } from "../client/vault";
import { type CallerInfo, type DeclaredPassword, isPassword } from "../dynamic/callerInfo";
import type { Settings } from "../settings/settings";
import { ConfigError } from "../shared/errors";
import { forEach } from "../shared/collections";
import { unknownValue } from "./form";
import { createGuards, type Guarded } from "./guards";
import { createListing } from "./listing";
import { createPreflight, type Finding, unseen } from "./preflight";

/** What judging works with. */
export interface JudgeSurroundings {
    /** The settings, or what is wrong with them. */
    settings(): Settings | ConfigError;
    vault(): Vault;
    /** Shows the user one line, once. */
    tellOnce(line: string): void;
}

/** A declared password of good form, and what was known of it before this run. */
export interface Judged extends DeclaredPassword {
    /** Whether the run begins to manage it. */
    isNew: boolean;
    /** Whether a refresh found it active. */
    isActive: boolean;
}

/**
 * Finds what is wrong with the declared passwords of one resource; or, found late, with some that came before. In an
 * order of no meaning; what is about a run as a whole is found once for them all.
 */
export type Judge = (all: readonly Judged[], run: CallerInfo["run"] | undefined) => Promise<Finding[]>;

/** Makes the judge of a run: the guards, and in previews what the vault says. */
export function createJudge(around: JudgeSurroundings): Judge {
    const listing = createListing(around.vault);
    const guards = createGuards(listing);
    const preflight = createPreflight({ listing, vault: around.vault, tell: around.tellOnce });

    async function ofOne(one: Guarded, settings: Settings, asks: boolean): Promise<Finding[]> {
        const failure = await guards.ofOne(one, settings);
        if (failure !== undefined) {
            return [{ ...one, failure }];
        }
        if (!asks || one.identifier === unknownValue || !isPassword(one)) {
            return [];
        }
        return one.isNew ? preflight.ofNew(one, settings) : preflight.ofUnchanged(one, settings);
    }

    return async (all, run) => {
        const settings = around.settings();
        if (settings instanceof ConfigError) {
            const first = all.find(({ isNew }) => isNew);
            if (first !== undefined) {
                return [{ ...first, failure: { property: "", reason: settings.message } }];
            }
            // What exists needs no settings until something is to be done with it.
            if (run !== "update" && all.length > 0) {
                around.tellOnce(`warning: ${unseen}: ${settings.problems[0]}`);
            }
            return [];
        }
        const found: Finding[] = [];
        let stopping: Finding | undefined;
        const guarded = all.map((one) => ({ ...one, isDisabled: one.isNew || one.isActive }));
        await forEach(guarded, settings.maxConcurrency, async (one) => {
            // What stops the run as a whole would be the same for all.
            if (stopping === undefined) {
                const failed = await ofOne(one, settings, run !== "update");
                found.push(...failed);
                stopping ??= failed.find(({ failure }) => failure.property === "");
            }
        });
        if (stopping !== undefined) {
            return [stopping];
        }
        // Last, so that it hides nothing that is wrong with one password.
        const tooMany = guarded.flatMap((one) => guards.ofRun(one, settings) ?? []);
        return found.length === 0 ? tooMany.slice(0, 1) : found;
    };
}
