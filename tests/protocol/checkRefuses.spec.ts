import assert from "node:assert/strict";
import { declared, declaredAll } from "./support/declared";
import { type Stage, sharedStage } from "./support/stage";

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

    it("fails the identifier of a password that is not there, in the vault's words, with cause and solution", async () => {
        const { failures } = await stage.provider.check({}, await notThere());
        assert.equal(failures.length, 1);
        assert.equal(failures[0]?.property, "identifier");
        assert.match(failures[0]?.reason ?? "", /^1005: Password not found\nCause: .+\nSolution: .+$/);
    });

    it("fails the identifier of a password that may not be edited, listed or not", async () => {
        for (const inputs of [await notEditable(), await notVisible()]) {
            const { failures } = await stage.provider.check({}, inputs);
            assert.equal(failures.length, 1);
            assert.equal(failures[0]?.property, "identifier");
            assert.match(failures[0]?.reason ?? "", /^1006: User does not have access\nCause: .+\nSolution: .+$/);
        }
    });

    it("fails what is no whole number from 1, which the vault would answer with 1010, without asking it", async () => {
        for (const [index, inputs] of (await wrongOnes()).entries()) {
            const { failures } = await stage.provider.check({}, inputs);
            const what = JSON.stringify(wrong[index]);
            assert.deepEqual(
                failures.map(({ property }) => property),
                ["identifier"],
                what,
            );
            assert.match(
                failures[0]?.reason ?? "",
                /^not an identifier: it must be a whole number from 1 .*\nCause: it is .+\nSolution: .+$/,
                what,
            );
        }
        assert.equal(stage.vault.requests.length, asked);
    });

    it("fails a missing identifier, and one that another resource's output turns out to be", async () => {
        const { failures } = await stage.provider.check({}, await missing());
        assert.match(failures[0]?.reason ?? "", /\nCause: it is missing\.\n/);
        const late = await stage.provider.check({}, await wrongInUpdate());
        assert.match(late.failures[0]?.reason ?? "", /\nCause: it is "abc"\.\n/);
    });

    it("tells a wrong identifier and a wrong reason at once", async () => {
        const { failures } = await stage.provider.check({}, await twiceWrong());
        assert.deepEqual(
            failures.map(({ property }) => property),
            ["identifier", "reason"],
        );
    });

    it("fails a changed identifier like a new one, and does not ask again about one that stays", async () => {
        const olds = { identifier: "312" };
        assert.equal((await stage.provider.check(olds, await notThere())).failures.length, 1);
        const before = stage.vault.requests.length;
        assert.equal((await stage.provider.check({ identifier: "9999" }, await notThere())).failures.length, 0);
        assert.equal(stage.vault.requests.length, before);
    });

    it("passes a password that is inactive already, though the list leaves it out", async () => {
        const { failures } = await stage.provider.check({}, await unseenByList());
        assert.deepEqual(failures, []);
    });
});
