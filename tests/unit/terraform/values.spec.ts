import assert from "node:assert/strict";
import { hasUnknown, unknownValue } from "../../../provider/src/shared/properties";
import { decodeValue, encodeValue } from "../../../provider/src/terraform/values";

/** Returns a value of the wire from its bytes in hexadecimal. */
function fromHex(hex: string) {
    return { msgpack: Buffer.from(hex, "hex") };
}

describe("a value of Terraform", () => {
    it("is unknown in both forms that Terraform writes: alone, and with facts about it", () => {
        // {"a": ext 0, "b": ext 12 with the map {1: false}}
        const value = fromHex("82a161d40000a162c7030c8101c2");
        assert.deepEqual(decodeValue(value), { a: unknownValue, b: unknownValue });
    });

    it("comes back as it was, with its unknown parts", () => {
        const value = { identifier: 312, reason: null, names: { 312: "Oracle", 313: unknownValue }, tags: ["a", "b"] };
        assert.deepEqual(decodeValue(encodeValue(value)), value);
        assert.equal(decodeValue(encodeValue(null)), null);
    });

    it("writes an unknown value in the form without facts", () => {
        assert.equal(Buffer.from(encodeValue({ a: unknownValue }).msgpack).toString("hex"), "81a161d40000");
    });

    it("can be JSON", () => {
        assert.deepEqual(decodeValue({ msgpack: new Uint8Array(), json: Buffer.from('{"a":1}') }), { a: 1 });
        assert.equal(decodeValue({ msgpack: new Uint8Array() }), null);
    });

    it("tells whether any part is unknown", () => {
        assert.equal(hasUnknown({ a: [{ b: unknownValue }] }), true);
        assert.equal(hasUnknown({ a: [{ b: null }] }), false);
    });
});
