import assert from "node:assert/strict";
import { createArgumentReader } from "../../../provider/src/settings/argumentReader";
import { unknownValue } from "../../../provider/src/shared/properties";

describe("the arguments of a provider", () => {
    it("is read from each form that an SDK, YAML or the stack configuration sends", () => {
        const read = createArgumentReader({ a: "text", b: true, c: 1.5, d: ["x", "y"], e: null, f: unknownValue });
        const values = ["a", "b", "c", "d", "e", "f", "g"].map((name) => read(`mysafe:${name}`));
        assert.deepEqual(values, ["text", "true", "1.5", '["x","y"]', undefined, undefined, undefined]);
    });

    it("can have other names than the settings", () => {
        const read = createArgumentReader({ max_retries: 3, url: [unknownValue] }, (name) =>
            name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
        );
        assert.deepEqual([read("mysafe:maxRetries"), read("mysafe:url")], ["3", undefined]);
    });
});
