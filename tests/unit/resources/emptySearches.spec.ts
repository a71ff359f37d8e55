import assert from "node:assert/strict";
import { secret } from "@pulumi/pulumi";
import { previewKey } from "../../../provider/src/dynamic/callerInfo";
import { packPlan } from "../../../provider/src/dynamic/packedPlan";
import { reportEmptySearch } from "../../../provider/src/resources/emptySearches";
import { PasswordDisablementSet } from "../../../provider/src/resources/passwordDisablementSet";
import { endProgram, logged, programEnded, startProgram } from "../support/mockEngine";

const group = {
    status: "inactive",
    outcome: "deactivated",
    disabledAt: "2031-05-06T07:08:10Z",
    vaultUrl: "https://vault.example.com",
};
let runs = 0;

/**
 * Returns the warnings of a program with an empty search and a set of this list.
 *
 * @param members The identifiers that the set has already, as ranges.
 */
async function warningsOf(
    phase: "preview" | "update" | "changing preview",
    members: string,
    args: { identifiers: number[]; additive?: boolean },
): Promise<string[]> {
    await startProgram(phase === "update" ? "update" : "preview", ({ inputs }) =>
        phase === "changing preview"
            ? { ...inputs, [previewKey]: packPlan([], members === "" ? 0 : 2, false) }
            : { results: members === "" ? [] : [{ ...group, identifiers: members }], driftCorrections: 0 },
    );
    return logged("warn", async () => {
        runs += 1;
        reportEmptySearch({ runs }, `search ${runs}`);
        new PasswordDisablementSet("leavers", { ...args, identifiers: secret(args.identifiers) });
        await programEnded();
    });
}

describe("an empty search", () => {
    it("is one of a set without a password where another set explains a search", async () => {
        await startProgram("update", ({ name }) => ({
            results: name === "known" ? [{ ...group, identifiers: "312" }] : [],
            driftCorrections: 0,
        }));
        const warnings = await logged("warn", async () => {
            reportEmptySearch({ one: 1 }, "search one");
            reportEmptySearch({ two: 2 }, "search two");
            for (const name of ["known", "typo"]) {
                new PasswordDisablementSet(name, { identifiers: [], additive: true });
            }
            await programEnded();
        });
        assert.match(warnings.join(), /typo has no password, and a search found none\. Check the spelling/);
        assert.doesNotMatch(warnings.join(), /known|search one/);
    });

    afterEach(endProgram);

    const additive = { identifiers: [], additive: true };
    for (const phase of ["preview", "update", "changing preview"] as const) {
        it(`logs no warning where an additive set has passwords already: ${phase}`, async () => {
            assert.deepEqual(await warningsOf(phase, "312-313", additive), []);
        });

        for (const [title, members, args] of [
            ["is empty", "", additive],
            ["is not additive", "312-313", { identifiers: [] }],
            ["has another list", "312-313", { identifiers: [314], additive: true }],
        ] as const) {
            it(`logs a warning where the set ${title}: ${phase}`, async () => {
                const [warning, ...others] = await warningsOf(phase, members, {
                    ...args,
                    identifiers: [...args.identifiers],
                });
                assert.match(warning ?? "", /search \d+ found no password\. Check the spelling/);
                assert.deepEqual(others, []);
            });
        }
    }
});
