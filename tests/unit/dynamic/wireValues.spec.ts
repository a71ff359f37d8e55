import assert from "node:assert/strict";
import { unknownValue as sdkUnknown } from "@pulumi/pulumi/runtime/rpc";
import { fromWire, toWire, wireUnknown } from "../../../provider/src/dynamic/wireValues";
import { unknownValue } from "../../../provider/src/shared/properties";

describe("values on the wire", () => {
    const here = { identifier: unknownValue, identifiers: ["312", unknownValue, { deep: unknownValue }], reason: null };
    const wire = { identifier: wireUnknown, identifiers: ["312", wireUnknown, { deep: wireUnknown }], reason: null };

    it("use the SDK's text for unknown values", () => {
        assert.equal(wireUnknown, sdkUnknown);
    });

    it("are unknown at every depth, in both directions", () => {
        assert.deepEqual(fromWire(wire), here);
        assert.deepEqual(toWire(here), wire);
    });
});
