import assert from "node:assert/strict";
import { systemClock } from "../../../provider/src/client/clock";

describe("the system clock", () => {
    it("sleeps, and does not sleep after an abort", async () => {
        const start = systemClock.now();
        await systemClock.sleep(5);
        assert.ok(systemClock.now() - start >= 4);
        await systemClock.sleep(60_000, AbortSignal.abort());
    });

    it("returns random numbers from 0 to below 1", () => {
        const random = systemClock.random();
        assert.ok(random >= 0 && random < 1);
    });
});
