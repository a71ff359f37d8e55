import assert from "node:assert/strict";
import { readPrivate, writePrivate } from "../../../provider/src/terraform/privateData";

describe("the private data of a resource", () => {
    it("has a random id at first, and then always the same", () => {
        const first = readPrivate(new Uint8Array());
        assert.notEqual(first.id, readPrivate(new Uint8Array()).id);
        assert.deepEqual(readPrivate(writePrivate({ ...first, isEnd: true })), { ...first, isEnd: true });
    });
});
