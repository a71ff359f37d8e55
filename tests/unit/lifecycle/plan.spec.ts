import assert from "node:assert/strict";
import type { DeclaredObject } from "../../../provider/src/checks/declaration";
import { passwordKind } from "../../../provider/src/client/kinds";
import { planChanges } from "../../../provider/src/lifecycle/plan";
import { unknownValue } from "../../../provider/src/shared/properties";

/** Declares passwords with one status. */
function declare(
    changes: Pick<DeclaredObject, "isNew" | "isDue"> & Partial<DeclaredObject>,
    ...identifiers: DeclaredObject["identifier"][]
): DeclaredObject[] {
    return identifiers.map((identifier, index) => ({
        kind: passwordKind,
        property: "identifiers",
        index,
        identifier,
        ...changes,
    }));
}

const added = { isNew: true, isDue: true };
const active = { isNew: false, isDue: true, lastStatus: "active" } as const;
const missing = { ...active, lastStatus: "missing" } as const;
const unchanged = { isNew: false, isDue: false };

/** Returns each action with its identifiers. */
function plan(declared: readonly DeclaredObject[], inactive: readonly string[] = []): string[] {
    const lookups = { isInactive: (identifier: string) => inactive.includes(identifier), nameOf: () => undefined };
    return planChanges(declared, lookups, new Set()).map(
        ({ action, objects }) => `${action} ${objects.map(({ identifier }) => identifier).join()}`,
    );
}

describe("a plan", () => {
    for (const [title, declared, expected] of [
        ["is empty where nothing changes", declare(unchanged, "1"), []],
        ["has what is new", declare(added, "1", "2"), ["disable 1,2"]],
        ["has a repeated identifier once", declare(added, "1", "2", "1"), ["disable 1,2"]],
        ["has what is new and inactive already apart", declare(added, "1", "8"), ["disable 1", "inactive 8"]],
        ["has what is active again", declare(active, "2"), ["disableAgain 2"]],
        ["has what was missing", declare(missing, "3"), ["missing 3"]],
        [
            "takes a former identifier's status for none of the new one",
            declare({ ...active, isNew: true }, "2"),
            ["disable 2"],
        ],
        [
            "counts each unknown identifier",
            declare(unchanged, unknownValue, unknownValue),
            ["unknown identifiers[0],identifiers[1]"],
        ],
    ] as const) {
        it(title, () => assert.deepEqual(plan(declared, ["8"]), expected));
    }

    it("disables what was missing and is in the vault's list again", () => {
        const lookups = { isInactive: () => false, nameOf: () => "Github" };
        assert.equal(planChanges(declare(missing, "3"), lookups, new Set())[0]?.action, "disable");
    });
});
