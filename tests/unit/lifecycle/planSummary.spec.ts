import assert from "node:assert/strict";
import { packPlan, unpackPlan } from "../../../provider/src/dynamic/packedPlan";
import type { PlannedAction } from "../../../provider/src/lifecycle/plan";
import { describeDrift, type ResourcePlan, summarizePlan } from "../../../provider/src/lifecycle/planSummary";
import { numbers } from "../support/core";

/** The names of the vault. */
const names: Record<string, string> = { 312: "Oracle production, former DBA (m.souza)", 313: "Github (m.souza)" };

/** Returns the plan of a resource after its way from `check` to the program. */
function planOf(
    name: string,
    actions: Partial<Record<PlannedAction, readonly string[]>>,
    { noun = "password", isReported = false, isSecret = false, isSet = false }: PlanOptions = {},
): ResourcePlan {
    const changes = Object.entries(actions).map(([action, identifiers]) => ({
        action: action as PlannedAction,
        objects: identifiers.map((identifier) => ({ identifier, name: names[identifier] })),
        noun,
        isReported,
    }));
    const { groups = [] } = unpackPlan(packPlan(changes, 0, isSecret)) ?? {};
    return { name, isSet, groups };
}

interface PlanOptions {
    noun?: "password" | "note";
    isReported?: boolean;
    isSecret?: boolean;
    isSet?: boolean;
}

/** Returns plans of sets with ten passwords each. */
function tens(count: number): ResourcePlan[] {
    return numbers(count).map((number) => {
        const identifiers = numbers(10).map((digit) => String(Number(number) * 100 + Number(digit)));
        return planOf(`set-${number}`, { disable: identifiers }, { isSet: true });
    });
}

describe("the summary of a preview", () => {
    for (const [title, plans, lines] of [
        ["says that there is nothing new to disable", [planOf("a", {})], ["nothing new to disable"]],
        [
            "names the password of one resource",
            [planOf("former-dba", { disable: ["312"] })],
            ["1 to disable:", "  former-dba: 312 Oracle production, former DBA (m.souza)"],
        ],
        [
            "counts by action, and names each in order",
            [
                planOf("former-dba", { disable: ["312"] }),
                planOf("leavers", { inactive: ["340"], disable: ["1000", "313"], missing: ["9"] }, { isSet: true }),
                planOf("idle", {}),
                planOf("runbook", { disable: ["21"] }, { noun: "note" }),
            ],
            [
                "4 to disable, 1 already inactive, 1 missing in the vault in 3 resources:",
                "  former-dba: 312 Oracle production, former DBA (m.souza)",
                "  leavers:",
                "    340, already inactive",
                "    313 Github (m.souza)",
                "    1000",
                "    9, missing in the vault",
                "  runbook: note 21",
            ],
        ],
        [
            "counts what is not known yet",
            [planOf("a", { disable: ["1"], unknown: ["identifiers[1]", "identifiers[2]"] })],
            ["1 to disable, 2 not known yet:", "  a: 1"],
        ],
        [
            "counts lists that are not known yet",
            [planOf("a", { unknownList: ["identifiers"] }), planOf("b", { disable: ["1"] })],
            ["1 to disable, 1 list not known yet in 2 resources:", "  b: 1"],
        ],
        ["lists nothing where all is unknown", [planOf("a", { unknown: ["identifier[0]"] })], ["1 not known yet"]],
        ["counts what stands at its resource", [planOf("a", { disableAgain: ["313"] })], ["1 to disable again"]],
        [
            "names what a refresh of the same run has reported at the stack",
            [planOf("a", { disableAgain: ["313"] }, { isReported: true })],
            ["1 to disable again:", "  a: 313 Github (m.souza)"],
        ],
        [
            "hides secret identifiers",
            [planOf("a", { disable: ["312", "313"] }, { isSecret: true })],
            ["2 to disable:", "  a: 2 secret"],
        ],
    ] as const) {
        it(title, () => assert.deepEqual(summarizePlan(plans).split("\n"), lines));
    }

    it("lists forty resources of one password each", () => {
        const lines = summarizePlan(numbers(40).map((number) => planOf(`p${number}`, { disable: [number] }))).split(
            "\n",
        );
        assert.deepEqual([lines.length, lines[0], lines[40]], [41, "40 to disable in 40 resources:", "  p40: 40"]);
    });

    it("names a single password beside a large set", () => {
        const summary = summarizePlan([
            planOf("many", { disable: numbers(100) }, { isSet: true }),
            planOf("typo", { disable: ["313"] }),
        ]);
        assert.match(summary, /^ {2}typo: 1 to disable \(313 Github \(m\.souza\)\)$/m);
    });

    it("has one line for each resource where it has many passwords", () => {
        const [total, ...lines] = summarizePlan(tens(5)).split("\n");
        assert.equal(total, "50 to disable in 5 sets:");
        assert.deepEqual([lines.length, lines[0]], [5, "  set-1: 10 to disable (101-110)"]);
    });

    it("hides secret ranges", () => {
        const [, line] = summarizePlan([planOf("a", { disable: numbers(50) }, { isSecret: true })]).split("\n");
        assert.equal(line, "  a: 50 secret");
    });

    it("has the total alone where it has many resources", () => {
        assert.equal(summarizePlan(tens(50)), "500 to disable in 50 sets");
    });
});

describe("the report of a drift at its resource", () => {
    for (const [title, plan, report] of [
        ["is none without a drift", planOf("a", { disable: ["312"] }), undefined],
        [
            "is none where a refresh of the same run reported it",
            planOf("a", { disableAgain: ["1"] }, { isReported: true }),
            undefined,
        ],
        [
            "names one",
            planOf("a", { disableAgain: ["313"] }),
            "password 313 Github (m.souza) was re-enabled in the vault: to disable again",
        ],
        [
            "lists several",
            planOf("a", { disableAgain: ["313", "9"] }),
            "2 passwords were re-enabled in the vault: to disable again\n  9\n  313 Github (m.souza)",
        ],
        [
            "hides secret identifiers",
            planOf("a", { disableAgain: ["313"] }, { isSecret: true }),
            "1 re-enabled in the vault, to disable again",
        ],
    ] as const) {
        it(title, () => assert.equal(describeDrift(plan), report));
    }

    it("lists twenty of many", () => {
        const lines = describeDrift(planOf("a", { disableAgain: numbers(100) }))?.split("\n") ?? [];
        assert.deepEqual([lines.length, lines.at(-1)], [22, "  and 80 others"]);
    });
});

describe("a packed plan", () => {
    it("is none in any other value", () => {
        assert.deepEqual([undefined, null, 7].map(unpackPlan), [undefined, undefined, undefined]);
    });

    it("of ten thousand passwords stays small", () => {
        const { groups } = planOf("a", { disable: numbers(10_000) });
        assert.deepEqual([groups[0]?.count, groups[0]?.ranges], [10_000, "1-10000"]);
        assert.ok(JSON.stringify(groups).length < 1000);
    });
});
