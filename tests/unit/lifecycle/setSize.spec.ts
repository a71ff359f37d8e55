import assert from "node:assert/strict";
import { beginSet, type SetStack, setOf } from "../support/setStack";
import { closeAll } from "../support/vault";

const count = 1000;
/** Identifiers of seven digits that are no neighbours. */
const scattered = Array.from({ length: count }, (_, index) => 1_000_003 + 7919 * (index + 1));
const passwords = scattered.map((identifier) => ({ identifier }));

/** The state as the engine writes it into its checkpoint: what its indentation alone takes is part of it. */
function bytesOf(stack: SetStack): number {
    const { id, inputs, outputs } = stack.only;
    return JSON.stringify({ version: 3, checkpoint: { latest: { resources: [{ id, inputs, outputs }] } } }, null, 4)
        .length;
}

/** The bytes that each password takes, compared with a set of one. */
async function bytesEach(stack: SetStack): Promise<number> {
    const one = await beginSet({ passwords });
    await one.update(setOf([scattered[0]]));
    return (bytesOf(stack) - bytesOf(one)) / (count - 1);
}

describe(`the state of a set of ${count} scattered passwords`, function () {
    this.timeout(30_000);
    afterEach(closeAll);

    it("takes at most 80 bytes for each, after a first up, a drift and an up left unfinished", async () => {
        const stack = await beginSet({ passwords });
        const { simulator } = stack.opened;
        const first = scattered.slice(0, 900);
        await stack.update(setOf(first));
        await stack.update(setOf(scattered));
        assert.ok((await bytesEach(stack)) <= 80, `${await bytesEach(stack)} bytes`);
        for (const identifier of scattered.filter((_, index) => index % 10 === 0)) {
            simulator.setActive(identifier, true);
        }
        await stack.refresh();
        assert.ok((await bytesEach(stack)) <= 80, `${await bytesEach(stack)} bytes after a drift`);
        for (const identifier of scattered.filter((_, index) => index % 50 === 0)) {
            simulator.setRights(identifier, { canWrite: false });
        }
        assert.equal((await stack.update(setOf(scattered))).problems.length, 1);
        assert.ok((await bytesEach(stack)) <= 80, `${await bytesEach(stack)} bytes after a failure`);
    });

    it("takes as much where the run was slow: one confirmation a second", async () => {
        const stack = await beginSet({ passwords }, { maxConcurrency: 1 });
        let seconds = 0;
        stack.now = () => new Date(Date.UTC(2031, 4, 6, 7, 8, seconds++, 123));
        await stack.update(setOf(scattered));
        assert.equal(seconds, count);
        const times = new Set(
            (stack.only.outputs.results as { disabledAt: string }[]).map(({ disabledAt }) => disabledAt),
        );
        assert.equal(times.size, Math.ceil(count / 60));
        assert.ok((await bytesEach(stack)) <= 80, `${await bytesEach(stack)} bytes`);
    });

    it("takes as much where it grew by one password a day", async () => {
        const stack = await beginSet({ passwords });
        let days = 1;
        stack.now = () => new Date(Date.UTC(2031, 0, days, 7, 8, 9, 10));
        await stack.update(setOf(scattered.slice(0, 950)));
        for (let next = 951; next <= count; next += 1) {
            days += 1;
            await stack.update(setOf(scattered.slice(0, next)));
        }
        assert.ok((await bytesEach(stack)) <= 80, `${await bytesEach(stack)} bytes`);
    });
});
