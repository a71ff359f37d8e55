import assert from "node:assert/strict";
import { createPause } from "../../provider/src/pause";
import { systemClock } from "../../provider/src/retry";
import { fakeClock } from "./support/clock";

describe("a pause of all calls", () => {
    it("is over until somebody begins it", async () => {
        const clock = fakeClock();
        await createPause(clock).over();
        assert.deepEqual(clock.waits, []);
    });

    it("lasts as long as it was asked for, for all who wait", async () => {
        const clock = fakeClock();
        const pause = createPause(clock);
        const start = clock.now();
        pause.extend(7000);
        await Promise.all([pause.over(), pause.over(), pause.over()]);
        assert.equal(clock.now() - start, 7000);
        await pause.over();
        assert.deepEqual(clock.waits, [7000, 7000, 7000]);
    });

    it("is not shortened by who asks for less", async () => {
        const clock = fakeClock();
        const pause = createPause(clock);
        pause.extend(7000);
        pause.extend(1000);
        pause.extend(0);
        await pause.over();
        assert.deepEqual(clock.waits, [7000]);
    });

    it("lasts from when it was asked for, not from when somebody waits", async () => {
        const clock = fakeClock();
        const pause = createPause(clock);
        pause.extend(7000);
        clock.advance(3000);
        await pause.over();
        assert.deepEqual(clock.waits, [4000]);
    });

    it("is waited for again where it was extended in the meantime", async () => {
        const clock = fakeClock();
        const pause = createPause(clock);
        const start = clock.now();
        pause.extend(1000);
        const over = pause.over();
        pause.extend(5000);
        await over;
        assert.equal(clock.now() - start, 5000);
    });

    it("ends at once when the run is cancelled", async () => {
        const controller = new AbortController();
        const pause = createPause(systemClock, controller.signal);
        pause.extend(60_000);
        const over = pause.over();
        controller.abort();
        await over;
        await pause.over();
    });
});
