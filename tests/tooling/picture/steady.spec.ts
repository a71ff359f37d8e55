import assert from "node:assert/strict";
import { textOf } from "../../../picture/screen";
import { steady } from "../../../picture/steady";

describe("the output of Pulumi in a picture", () => {
    it("has no durations and no two empty lines in a row", () => {
        const printed = [
            "+ a created (0.03s)",
            "+ b created (1m3s)",
            "",
            "",
            "+ 2 created",
            "",
            "Duration: 2s",
            "",
            "",
        ];
        const kept = steady(printed.map((text) => (text === "" ? [] : [{ text, colour: 2 }])));
        assert.deepEqual(kept.map(textOf), ["+ a created", "+ b created", "", "+ 2 created"]);
        assert.deepEqual(kept[0], [{ text: "+ a created", colour: 2 }]);
    });

    it("keeps other text in brackets", () => {
        const lines = [[{ text: "Updating (prod):" }], [{ text: "3 to disable (313-315)" }]];
        assert.deepEqual(steady(lines), lines);
    });
});
