import { passwordKind } from "../client/kinds";
import type { Settings } from "../settings/settings";
import { forEach } from "../shared/collections";
import { ConfigError } from "../shared/errors";
import { unknownValue } from "../shared/properties";
import type { Caller, DeclaredObject } from "./declaration";
import { type Failure, failureOfRun } from "./failure";
import { createGuards } from "./guards";
import type { Lookups } from "./lookups";
import { createPreflight } from "./preflight";
import { createProtection } from "./protection";

/**
 * Creates the checks of a run: the guards, and in previews the preflight. They find what is wrong with the declared
 * objects of one resource; a failure of the whole run comes alone.
 *
 * @param settings Returns the settings, or throws a ConfigError.
 */
export function createChecks(settings: () => Settings, lookups: Lookups, warnOnce: (message: string) => void) {
    const { list, readUnlisted } = lookups;
    const guards = createGuards(createProtection(list, readUnlisted));
    const preflight = createPreflight(list, readUnlisted, warnOnce);

    async function checkOne(declared: DeclaredObject, caller: Caller, current: Settings) {
        const refused = await guards.checkOne(declared, caller, current);
        const isLookedUp =
            caller.phase === "preview" &&
            declared.isDue &&
            declared.identifier !== unknownValue &&
            declared.kind === passwordKind;
        return refused ?? (isLookedUp ? preflight(declared, current) : undefined);
    }

    return async (declared: readonly DeclaredObject[], caller: Caller): Promise<Failure[]> => {
        // 1. Read the settings. What exists and does not change needs none.
        let current: Settings;
        try {
            current = settings();
        } catch (error) {
            if (error instanceof ConfigError && !declared.some(({ isDue }) => isDue)) {
                return [];
            }
            return [failureOfRun(error)];
        }

        // 2. Check each declaration by itself.
        const failures: Failure[] = [];
        await forEach(declared, current.maxConcurrency, async (one) => {
            const failure = await checkOne(one, caller, current);
            if (failure !== undefined) {
                failures.push(failure);
            }
        });
        const ofRun = failures.find(({ scope }) => scope === "run");
        if (ofRun !== undefined) {
            return [ofRun];
        }

        // 3. Check the limit last, so that it hides nothing that is wrong with one password.
        const hasFailure = failures.length > 0;
        const excess = declared.flatMap((one) => guards.checkLimit(one, caller, current, hasFailure) ?? []);
        if (!hasFailure) {
            return excess.slice(0, 1);
        }

        // 4. Name the passwords, now that the list is read.
        const kind = declared[0]?.kind;
        return failures.map((failure) => ({ ...failure, name: lookups.nameOf(failure.identifier ?? "", kind) }));
    };
}
