import assert from "node:assert/strict";
import { readCallerInfo } from "../../../provider/src/dynamic/callerInfo";

describe("the caller info", () => {
    it("contains phase, place, name and secrecy, and nothing else", () => {
        const info = { phase: "preview", place: 3, name: "former-dba", isSecret: true };
        assert.deepEqual(readCallerInfo({ ...info, other: 1 }), info);
        assert.deepEqual(readCallerInfo({ ...info, phase: "update" }), { ...info, phase: "update" });
        assert.equal(readCallerInfo({ ...info, isSecret: undefined })?.isSecret, false);
    });

    for (const value of [
        undefined,
        null,
        "preview",
        { phase: "destroy", place: 3, name: "former-dba" },
        { phase: "preview", place: "3", name: "former-dba" },
        { phase: "preview", place: 3 },
    ]) {
        it(`is undefined if another class declares the resource: ${JSON.stringify(value)}`, () => {
            assert.equal(readCallerInfo(value), undefined);
        });
    }
});
