import assert from "node:assert/strict";
import type { DeclaredObject } from "../../../provider/src/checks/declaration";
import { passwordKind } from "../../../provider/src/client/kinds";
import { describePlan } from "../../../provider/src/lifecycle/plan";
import { unknownValue } from "../../../provider/src/shared/properties";

const kept = { isNew: false, isDue: false };
const added = { isNew: true, isDue: true };
const drifted = { isNew: false, isDue: true };
const one = (identifier: DeclaredObject["identifier"], flags: Pick<DeclaredObject, "isNew" | "isDue">) => ({
    kind: passwordKind,
    property: "identifiers",
    identifier,
    ...flags,
});

describe("a plan", () => {
    for (const [title, declared, known, plan] of [
        ["is empty where nothing changes", [one("1", kept)], ["1"], ""],
        ["names what is new", [one("1", added), one("2", added), one("4", added)], [], "3 to disable (1-2, 4)"],
        [
            "names a repeated identifier once",
            [one("1", added), one("2", added), one("1", added)],
            [],
            "2 to disable (1-2)",
        ],
        [
            "names what is active again",
            [one("1", drifted)],
            ["1"],
            "1 re-enabled in the vault and to disable again (1)",
        ],
        ["names what leaves the set", [one("1", kept)], ["1", "2"], "1 to leave the set and stay inactive (2)"],
        ["counts what is unknown", [one("1", kept), one(unknownValue, kept)], ["1"], "1 not known yet"],
        [
            "names all of that in one line",
            [one("1", added), one("2", drifted), one(unknownValue, kept)],
            ["2", "3"],
            "1 to disable (1); 1 re-enabled in the vault and to disable again (2); 1 to leave the set and stay inactive (3); 1 not known yet",
        ],
    ] as const) {
        it(title, () => {
            const inputs = Object.fromEntries(known.map((identifier) => [identifier, "inactive"]));
            assert.equal(describePlan(declared, inputs), plan);
        });
    }
});
