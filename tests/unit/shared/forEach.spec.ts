import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import { forEach } from "../../../provider/src/shared/forEach";

describe("the same with each of many", () => {
    for (const [count, concurrency, most] of [
        [0, 4, 0],
        [1, 4, 1],
        [10, 4, 4],
        [10, 1, 1],
        [3, 100, 3],
    ] as const) {
        it(`is done with each of ${count} once, in their order, ${most} at once`, async () => {
            const begun: number[] = [];
            let underWay = 0;
            let seen = 0;
            await forEach(Array(count).keys(), concurrency, async (item) => {
                begun.push(item);
                underWay += 1;
                seen = Math.max(seen, underWay);
                await turn();
                underWay -= 1;
            });
            assert.deepEqual(begun, [...Array(count).keys()]);
            assert.deepEqual([seen, underWay], [most, 0]);
        });
    }

    it("waits for none but the next to begin another", async () => {
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

    it("ends with what the first one threw", async () => {
        const failing = forEach([1, 2, 3], 2, async (item) => {
            await turn();
            throw new Error(`item ${item}`);
        });
        await assert.rejects(failing, /^Error: item 1$/);
    });
});
