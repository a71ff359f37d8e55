import assert from "node:assert/strict";
import { refreshedInputs, withStatuses } from "../../../provider/src/plugin/setInputs";

describe("the inputs of an imported set", () => {
    it("are inactive passwords, and other inputs stay as they are", () => {
        assert.deepEqual(withStatuses({ identifiers: ["1", "2"], reason: "a" }), {
            identifiers: { 1: "inactive", 2: "inactive" },
            reason: "a",
        });
        for (const inputs of [{ identifiers: { 1: "active" } }, { identifier: "1" }]) {
            assert.deepEqual(withStatuses(inputs), inputs);
        }
    });

    it("stay a list after a refresh that finds no change", () => {
        const before = { identifiers: ["2", "1"], reason: "a" };
        const same = { identifiers: { 1: "inactive", 2: "inactive" }, reason: "a" };
        const active = { ...same, identifiers: { 1: "active", 2: "inactive" } };
        assert.deepEqual(refreshedInputs(before, same), before);
        assert.deepEqual(refreshedInputs(before, undefined), before);
        assert.deepEqual(refreshedInputs(before, active), active);
    });
});
