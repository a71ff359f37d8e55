import assert from "node:assert/strict";
import { pack, unpack } from "../../../provider/src/dynamic/packedList";

describe("a packed list", () => {
    for (const items of [[], ["312"], ["312", "313"], [" 312", "313 "]]) {
        it(`is one text and unpacks to the same list: ${JSON.stringify(items)}`, () => {
            assert.deepEqual(pack(items), { list: items.join() });
            assert.deepEqual(unpack(pack(items)), items);
        });
    }

    for (const items of [["312,313", "400"], ["", "400"], ["312", null], ["312", ["313"]], "312", undefined]) {
        it(`is the value itself if one text cannot carry it: ${JSON.stringify(items)}`, () => {
            assert.equal(pack(items), items);
            assert.equal(unpack(items), items);
        });
    }

    it("does not take the identifiers in the inputs of a state for a packed list", () => {
        const inputs = { 312: "inactive" };
        assert.equal(unpack(inputs), inputs);
    });
});
