import assert from "node:assert/strict";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { fromStruct, secretOf, toStruct } from "../../../provider/src/plugin/wire";
import { unknownValue } from "../../../provider/src/shared/properties";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const wire = (value: object) => Struct.fromJavaScript(value as Parameters<typeof Struct.fromJavaScript>[0]);

describe("properties on the plugin's wire", () => {
    it("keep their values at each depth, and lose what has none", () => {
        const plain = { text: "a", count: 7, yes: true, none: null, list: ["b", { c: 1.5 }], nested: { d: [] } };
        assert.deepEqual(fromStruct(toStruct({ ...plain, missing: undefined })), plain);
        assert.deepEqual(fromStruct(undefined), {});
    });

    it("have one value for all types of unknown values", () => {
        for (const text of [unknown, "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", "dd056dcd-154b-4c76-9bd3-c8f88648b5ff"]) {
            const read = fromStruct(wire({ list: [text, "a"], nested: { text } }));
            assert.deepEqual(read, { list: [unknownValue, "a"], nested: { text: unknownValue } });
            assert.deepEqual(toStruct(read).toJavaScript(), { list: [unknown, "a"], nested: { text: unknown } });
        }
    });

    it("are the plain values of secrets, which only we wrap again", () => {
        const secret = secretOf({ list: [unknown] });
        assert.deepEqual(fromStruct(wire({ nested: [secret] })), { nested: [{ list: [unknownValue] }] });
        assert.deepEqual(toStruct({ secret: secretOf("x") }).toJavaScript(), { secret: secretOf("x") });
        const other = { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", path: "a" };
        assert.deepEqual(fromStruct(wire({ other })), { other }, "an asset is no secret");
    });
});
