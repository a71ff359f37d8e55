import assert from "node:assert/strict";
import { examine } from "../../provider/src/examination";
import { complete } from "./support/settings";

function settingsFrom(more: Record<string, string>) {
    const all = Object.entries({ ...complete, ...more });
    const entries = Object.fromEntries(all.map(([key, value]) => [key, { value }]));
    return examine({ entries }, {}, () => {}).settings();
}

describe("the settings that doctor checks with", () => {
    it("let it wait ten seconds at most, and try twice", () => {
        const { timeoutMs, maxRetries, maxRetryMs } = settingsFrom({ "mysafe:maxRetrySeconds": "600" });
        assert.deepEqual([timeoutMs, maxRetries, maxRetryMs], [10_000, 1, 5000]);
    });

    it("let it wait less where mysafe:timeoutSeconds says so", () => {
        assert.equal(settingsFrom({ "mysafe:timeoutSeconds": "2.5" }).timeoutMs, 2500);
    });
});
