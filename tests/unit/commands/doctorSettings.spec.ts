import assert from "node:assert/strict";
import { describeConnection } from "../../../provider/src/client/connectionFailures";
import type { DoctorContext } from "../../../provider/src/commands/doctorContext";
import { settingsStep, withoutOwnLimits } from "../../../provider/src/commands/doctorSettings";
import { explain, explainLongWait } from "../../../provider/src/shared/explanations";
import { complete } from "../support/settings";

async function visitWith(more: Record<string, string> = {}) {
    const all = Object.entries({ ...complete, ...more });
    const entries = Object.fromEntries(all.map(([key, value]) => [key, { value }]));
    const visit = { stack: { entries }, env: {}, tell: () => {} } as unknown as DoctorContext;
    await settingsStep(visit, () => {});
    return visit;
}

async function settingsFrom(more: Record<string, string>) {
    return (await visitWith(more)).settings;
}

const tooSlow = describeConnection({ errno: "ETIMEDOUT", url: "https://vault.example.com", timeoutMs: 10_000 });

describe("the settings that doctor checks with", () => {
    it("let it wait ten seconds at most, and try twice", async () => {
        const { timeoutMs, maxRetries, maxRetryMs } = await settingsFrom({ "mysafe:maxRetrySeconds": "600" });
        assert.deepEqual([timeoutMs, maxRetries, maxRetryMs], [10_000, 1, 5000]);
    });

    it("let it wait less where mysafe:timeoutSeconds says so", async () => {
        assert.equal((await settingsFrom({ "mysafe:timeoutSeconds": "2.5" })).timeoutMs, 2500);
    });

    it("never let it wait or try for longer than resources do", async () => {
        const few = await settingsFrom({ "mysafe:maxRetries": "0", "mysafe:maxRetrySeconds": "2" });
        assert.deepEqual([few.maxRetries, few.maxRetryMs], [0, 2000]);
    });
});

describe("an error of a check that doctor has cut short", () => {
    it("tells what resources do, in the place of settings that would change nothing", async () => {
        const visit = await visitWith({ "mysafe:maxRetrySeconds": "600" });
        const instead = "Solution: run again later, or preview all the same: doctor";
        assert.equal(
            withoutOwnLimits(`Solution: ${tooSlow.solution}`, visit),
            `${instead} waits 10 s for an answer, resources for 30 s (mysafe:timeoutSeconds).`,
        );
        for (const { solution } of [explainLongWait(20_000), explain({ status: 429 }), explain({ status: 503 })]) {
            assert.match(solution, /raise mysafe:/);
            assert.equal(
                withoutOwnLimits(`Solution: ${solution}`, visit),
                `${instead} tries twice at most, resources for 600 s (mysafe:maxRetrySeconds).`,
            );
        }
    });

    it("keeps the advice where it is the settings that are too small", async () => {
        const slow = `Solution: ${tooSlow.solution}`;
        assert.equal(withoutOwnLimits(slow, await visitWith({ "mysafe:timeoutSeconds": "5" })), slow);
        const limited = `Solution: ${explainLongWait(20_000).solution}`;
        for (const [tries, seconds] of [
            ["1", "0"],
            ["0", "120"],
        ] as const) {
            const few = await visitWith({ "mysafe:maxRetries": tries, "mysafe:maxRetrySeconds": seconds });
            assert.equal(withoutOwnLimits(limited, few), limited);
        }
    });

    it("is as it was in its other lines", async () => {
        const line = "Cause: the vault, or the network to it, is too slow; it still was at the last try.";
        assert.equal(withoutOwnLimits(line, await visitWith()), line);
    });
});
