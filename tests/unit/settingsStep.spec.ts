import assert from "node:assert/strict";
import { settingsStep } from "../../provider/src/settingsStep";
import type { Visit } from "../../provider/src/visit";
import { complete } from "./support/settings";

async function settingsFrom(more: Record<string, string>) {
    const all = Object.entries({ ...complete, ...more });
    const entries = Object.fromEntries(all.map(([key, value]) => [key, { value }]));
    const visit = { stack: { entries }, env: {}, tell: () => {} } as unknown as Visit;
    await settingsStep(visit, () => {});
    return visit.settings;
}

describe("the settings that doctor checks with", () => {
    it("let it wait ten seconds at most, and try twice", async () => {
        const { timeoutMs, maxRetries, maxRetryMs } = await settingsFrom({ "mysafe:maxRetrySeconds": "600" });
        assert.deepEqual([timeoutMs, maxRetries, maxRetryMs], [10_000, 1, 5000]);
    });

    it("let it wait less where mysafe:timeoutSeconds says so", async () => {
        assert.equal((await settingsFrom({ "mysafe:timeoutSeconds": "2.5" })).timeoutMs, 2500);
    });
});
