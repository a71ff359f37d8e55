import assert from "node:assert/strict";
import { faultKinds } from "mysafe-simulator";
import { forEver, once } from "./outcomes";
import { outcomeOf } from "./support/cell";
import { faultNames, faultRows } from "./support/faultRows";
import { callNames } from "./support/outcome";

describe("a call that meets a fault once", () => {
    for (const name of faultNames) {
        for (const [column, call] of callNames.entries()) {
            const outcome = once[name][column];
            it(`${name}, on ${call}: ${outcome}`, async () => {
                assert.equal(await outcomeOf(name, call, "once"), outcome);
            });
        }
    }
});

describe("a call that meets a fault at every attempt", () => {
    for (const name of faultNames) {
        for (const [column, call] of callNames.entries()) {
            const outcome = forEver[name][column];
            it(`${name}, on ${call}: ${outcome}`, async () => {
                assert.equal(await outcomeOf(name, call, "for ever"), outcome);
            });
        }
    }
});

describe("the table", () => {
    it("contains every fault of the simulator", () => {
        const kinds = new Set(Object.values(faultRows).flatMap(({ fault }) => fault()?.kind ?? []));
        assert.deepEqual([...kinds].sort(), [...faultKinds].sort());
    });

    for (const [amount, outcomes] of Object.entries({ once, "for ever": forEver })) {
        it(`has equal outcomes with and without an action of the vault before the fault (${amount})`, () => {
            for (const name of faultNames) {
                const done = faultNames.find((other) => other === `${name}, though done`);
                if (done !== undefined) {
                    assert.deepEqual(outcomes[done], outcomes[name]);
                }
            }
        });
    }
});
