import assert from "node:assert/strict";
import type { DeclaredObject } from "../../../provider/src/checks/declaration";
import { passwordKind } from "../../../provider/src/client/kinds";
import { describePlan } from "../../../provider/src/lifecycle/plan";
import { unknownValue } from "../../../provider/src/shared/properties";

/** Declares passwords. */
function declare(isNew: boolean, isDue: boolean, ...identifiers: DeclaredObject["identifier"][]): DeclaredObject[] {
    return identifiers.map((identifier) => ({ kind: passwordKind, property: "identifiers", identifier, isNew, isDue }));
}

describe("a plan", () => {
    const added = declare(true, true, "1");
    const drifted = declare(false, true, "2");
    const unknown = declare(false, false, unknownValue);
    for (const [title, declared, known, plan] of [
        ["is empty where nothing changes", declare(false, false, "1"), ["1"], ""],
        ["names what is new", declare(true, true, "1", "2", "4"), [], "3 to disable (1-2, 4)"],
        ["names a repeated identifier once", declare(true, true, "1", "2", "1"), [], "2 to disable (1-2)"],
        ["names what is active again", drifted, ["2"], "1 re-enabled in the vault and to disable again (2)"],
        ["names what leaves the set", [], ["1", "2"], "2 to leave the set, unchanged in the vault (1-2)"],
        ["counts what is unknown", unknown, [], "1 not known yet"],
        [
            "names all of that in one line",
            [...added, ...drifted, ...unknown],
            ["2", "3"],
            "1 to disable (1); 1 re-enabled in the vault and to disable again (2); 1 to leave the set, unchanged in the vault (3); 1 not known yet",
        ],
    ] as const) {
        it(title, () => {
            const inputs = Object.fromEntries(known.map((identifier) => [identifier, "inactive"]));
            assert.equal(describePlan(declared, inputs), plan);
        });
    }

    it("names what was missing apart from what is active again", () => {
        const declared = declare(false, true, "1", "2");
        assert.equal(
            describePlan(declared, { 1: "missing", 2: "active" }),
            "1 re-enabled in the vault and to disable again (2); 1 missing at the last refresh and to disable (1)",
        );
    });
});
