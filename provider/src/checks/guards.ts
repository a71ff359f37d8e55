import { passwordKind } from "../client/kinds";
import type { Settings } from "../settings/settings";
import { unknownValue } from "../shared/properties";
import { words } from "../shared/vocabulary";
import type { Caller, DeclaredObject } from "./declaration";
import { type Failure, sentenceAt } from "./failure";
import type { Protection } from "./protection";

/** A place of the program, and the resource that it belongs to. */
type DeclaredPlace = Caller & Pick<DeclaredObject, "property" | "index">;

/**
 * Creates the guards of a run, for previews and updates. They refuse a password that is declared twice, a password that
 * `mysafe:neverDisable` protects, and more new passwords than `mysafe:maxDisablements` allows.
 */
export function createGuards(checkProtection: Protection) {
    const firstPlaces = new Map<string, DeclaredPlace>();
    /** The new declarations of the run, numbered from 1. */
    const newPlaces = new Map<string, number>();
    let reportedPlace: string | undefined;

    function checkDuplicate(declared: DeclaredObject, caller: Caller): Failure | undefined {
        if (declared.isUnlisted) {
            return undefined;
        }
        const name = `${declared.kind.noun} ${String(declared.identifier)}`;
        const first = firstPlaces.get(name);
        const place = { ...caller, property: declared.property, index: declared.index };
        // The engine checks a declaration twice when it replaces the resource.
        if (first === undefined || keyOf(first) === keyOf(place)) {
            firstPlaces.set(name, place);
            return undefined;
        }
        const isSameResource = first.place === caller.place;
        const other = first.name === undefined ? "another resource" : `resource '${first.name}'`;
        const alias = isSameResource ? "" : ` (${words().renamed} keeps the state of a renamed resource)`;
        return sentenceAt(placeOf(declared), `${name} is declared twice`, {
            cause: isSameResource
                ? `${first.property}[${first.index}] is the same.`
                : `${other} of this ${words().program} has the same identifier.`,
            solution: `declare it once${alias}, or ${words().setInstruction("allowDuplicates", "true")}.`,
        });
    }

    return {
        /** Returns what is wrong with one declaration. */
        async checkOne(declared: DeclaredObject, caller: Caller, settings: Settings): Promise<Failure | undefined> {
            if (declared.identifier === unknownValue) {
                return undefined;
            }
            const duplicate = settings.allowDuplicates ? undefined : checkDuplicate(declared, caller);
            const isGuarded = declared.isDue && declared.kind === passwordKind;
            return duplicate ?? (isGuarded ? checkProtection(declared, caller, settings) : undefined);
        },

        /**
         * Counts a new declaration, and returns a failure where it exceeds `mysafe:maxDisablements`. In a preview only the
         * first such declaration without another failure gets it.
         */
        checkLimit(
            declared: DeclaredObject,
            caller: Caller,
            { maxDisablements }: Settings,
            hasOtherFailure = false,
        ): Failure | undefined {
            if (!declared.isNew || maxDisablements === undefined) {
                return undefined;
            }
            const key = keyOf({ ...caller, ...declared });
            const number = newPlaces.get(key) ?? newPlaces.size + 1;
            newPlaces.set(key, number);
            if (number <= maxDisablements || hasOtherFailure) {
                return undefined;
            }
            reportedPlace ??= key;
            if (caller.phase === "preview" && reportedPlace !== key) {
                return undefined;
            }
            return sentenceAt(
                { property: declared.property },
                `more new passwords than ${words().setting("maxDisablements")} allows (${maxDisablements})`,
                {
                    cause: `a run may add ${maxDisablements}, and this one adds more.`,
                    solution: `remove some from the ${words().program}, or ${words().setInstruction("maxDisablements", "<number>")} to allow them.`,
                },
            );
        },
    };
}

function keyOf({ place, property, index }: DeclaredPlace): string {
    return `${place} ${property} ${index ?? ""}`;
}

function placeOf({ property, index, identifier }: DeclaredObject) {
    return { property, index, identifier: String(identifier) };
}
