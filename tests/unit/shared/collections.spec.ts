import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import { forEach, groupBy } from "../../../provider/src/shared/collections";

describe("groupBy", () => {
    it("keeps the order of groups and of the items in a group", () => {
        const groups = groupBy([3, 1, 4, 1, 5], (number) => number % 2);
        assert.deepEqual(
            [...groups],
            [
                [1, [3, 1, 1, 5]],
                [0, [4]],
            ],
        );
    });
});

describe("forEach", () => {
    for (const [count, concurrency, most] of [
        [0, 4, 0],
        [10, 4, 4],
        [10, 1, 1],
        [3, 100, 3],
    ] as const) {
        it(`runs once for each of ${count} items in order, with at most ${most} at a time`, async () => {
            const started: number[] = [];
            let running = 0;
            let peak = 0;
            await forEach(Array(count).keys(), concurrency, async (item) => {
                started.push(item);
                running += 1;
                peak = Math.max(peak, running);
                await turn();
                running -= 1;
            });
            assert.deepEqual(started, [...Array(count).keys()]);
            assert.deepEqual([peak, running], [most, 0]);
        });
    }

    it("starts the next item as soon as any item ends", async () => {
        const ended: number[] = [];
        let finishFirst = () => {};
        const first = new Promise<void>((resolve) => {
            finishFirst = resolve;
        });
        const all = forEach([0, 1, 2, 3], 2, async (item) => {
            await (item === 0 ? first : turn());
            ended.push(item);
        });
        while (ended.length < 3) {
            await turn();
        }
        finishFirst();
        await all;
        assert.deepEqual(ended, [1, 2, 3, 0]);
    });

    it("rejects with the first error", async () => {
        const failing = forEach([1, 2, 3], 2, async (item) => {
            await turn();
            throw new Error(`item ${item}`);
        });
        await assert.rejects(failing, /^Error: item 1$/);
    });
});
