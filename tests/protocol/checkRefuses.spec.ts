import assert from "node:assert/strict";
import { declared, declaredAll } from "./support/declared";
import type { Properties } from "./support/dynamicProvider";
import { refusalsIn, type Stage, sharedStage } from "./support/stage";

/** What a failed check says of a property. */
const about = (property: string, words: string) =>
    new RegExp(
        `^resource 'password-\\d+': property ${property}(?: value \\{.*\\})? has a problem: ${words}\nCause: .+\nSolution: .+$`,
    );

describe("check of a declaration that cannot be", () => {
    const notThere = declared("preview", { identifier: 9999 });
    const notEditable = declared("preview", { identifier: 404 });
    const notVisible = declared("preview", { identifier: 411 });
    const wrong = [0, -1, 1.5, 1e21, "0312", " 312", "312/../313", "abc", "", true, [312], { number: 312 }];
    const wrongOnes = declaredAll(
        "preview",
        wrong.map((identifier) => ({ identifier })),
    );
    const missing = declared("preview", { reason: "CHG-2041" });
    const twiceWrong = declared("preview", { identifier: "abc", reason: 7 });
    const wrongInUpdate = declared("update", { identifier: "abc" });
    const unseenByList = declared("preview", { identifier: 340 });
    let stage: Stage;
    let asked: number;

    beforeEach(async () => {
        stage = await sharedStage();
        asked = stage.vault.requests.length;
    });
    afterEach(() => {
        assert.equal(stage.provider.stderr(), "");
        assert.ok(stage.vault.requests.slice(asked).every(({ acted }) => !acted));
        assert.deepEqual(stage.vault.secretsServed, []);
    });

    const refusals = async (inputs: Properties, olds: Properties = {}) =>
        refusalsIn(await stage.provider.check(olds, inputs));

    it("refuses the identifier of a password that is not there, in the vault's words, with cause and solution", async () => {
        const [refusal = "", ...more] = await refusals(await notThere());
        assert.match(refusal, about("identifier", "1005: Password not found"));
        assert.deepEqual(more, []);
    });

    it("refuses the identifier of a password that may not be edited, listed or not", async () => {
        for (const inputs of [await notEditable(), await notVisible()]) {
            assert.match((await refusals(inputs)).join(), about("identifier", "1006: User does not have access"));
        }
    });

    it("refuses what is no whole number from 1, which the vault would answer with 1010, without asking it", async () => {
        for (const [index, inputs] of (await wrongOnes()).entries()) {
            assert.match(
                (await refusals(inputs)).join(),
                about("identifier", "not an identifier: it must be a whole number from 1 .*"),
                JSON.stringify(wrong[index]),
            );
        }
        assert.equal(stage.vault.requests.length, asked);
    });

    it("refuses a missing identifier, and fails for one that another resource's output turns out to be", async () => {
        assert.match((await refusals(await missing())).join(), /\nCause: it is missing\.\n/);
        const late = await stage.provider.check({}, await wrongInUpdate());
        assert.match(late.failures[0]?.reason ?? "", /\nCause: it is "abc"\.\n/);
    });

    it("tells a wrong identifier and a wrong reason at once", async () => {
        const [first = "", second = "", ...more] = await refusals(await twiceWrong());
        assert.match(first, about("identifier", "not an identifier.*"));
        assert.match(second, about("reason", "not a text"));
        assert.deepEqual(more, []);
    });

    it("refuses a changed identifier like a new one", async () => {
        assert.match((await refusals(await notThere(), { identifier: "312" })).join(), /1005: /);
    });

    it("fails by itself where something else than our class declares the resource, which hears of no refusal", async () => {
        const { __declaration: _, ...inputs } = await notThere();
        const { failures, inputs: checked } = await stage.provider.check({}, inputs);
        assert.equal(failures[0]?.property, "identifier");
        assert.match(failures[0]?.reason ?? "", /^1005: Password not found\nCause: .+\nSolution: .+$/);
        assert.equal("__refusals" in checked, false);
    });

    it("passes a password that is inactive already, though the list leaves it out", async () => {
        assert.deepEqual(await refusals(await unseenByList()), []);
    });
});
