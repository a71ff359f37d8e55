import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import type { Vault } from "../../../provider/src/client/vault";
import { inBatch } from "../../../provider/src/lifecycle/batch";
import type { Settings } from "../../../provider/src/settings/settings";
import { ConfigError, ConnectionError, VaultError } from "../../../provider/src/shared/errors";

const texts = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));
const answered = (status: number, code?: number) =>
    new VaultError({ request: "POST x", status, code, vaultMessage: "words" });
const lost = (errno: string) =>
    new ConnectionError({ request: "POST x", errno, neverSent: errno !== "EINTR" }, errno, {
        cause: "c.",
        solution: "s.",
    });

/** A batch with its status lines; `retrying` is what the vault says of its calls. */
function batch(count: number, work: (identifier: number) => Promise<void>, maxConcurrency = 8, retrying = () => 0) {
    const shown: string[] = [];
    const around = {
        settings: () => ({ maxConcurrency }) as Settings,
        vault: () =>
            ({
                get retrying() {
                    return retrying();
                },
            }) as unknown as Vault,
        show: (line: string) => shown.push(line),
    };
    const end = inBatch(around, "disabling", texts(count), (identifier) => work(Number(identifier)));
    return { end, shown };
}

describe("a batch", () => {
    it("does its work with each, and gives what failed; a no of the vault to one password stops nothing", async () => {
        const done: number[] = [];
        const { failures, untried } = await batch(200, async (identifier) => {
            await wait(1);
            if (identifier <= 100) {
                throw answered(400, identifier % 2 ? 1005 : 1006);
            }
            done.push(identifier);
        }).end;
        assert.deepEqual([failures.length, untried, done.length], [100, [], 100]);
        assert.deepEqual(new Set(failures.map(({ error }) => (error as VaultError).code)), new Set([1005, 1006]));
    });

    it("needs neither settings nor vault for nothing", async () => {
        const unasked = () => {
            throw new Error("asked");
        };
        const end = await inBatch({ settings: unasked, vault: unasked, show: unasked }, "disabling", [], unasked);
        assert.deepEqual(end, { failures: [], untried: [] });
    });

    for (const [what, error] of [
        ["is down", answered(503)],
        ["has a page in its place", answered(200)],
        ["cannot be reached", lost("ECONNREFUSED")],
        ["refuses the token", answered(401)],
    ] as const) {
        it(`gives up where the vault ${what}, and says whom it did not try`, async () => {
            let begun = 0;
            const { failures, untried } = await batch(1000, async () => {
                begun += 1;
                await wait(1);
                throw error;
            }).end;
            assert.ok(begun <= 40, `${begun} were begun`);
            assert.deepEqual([failures.length, failures.length + untried.length], [begun, 1000]);
            assert.equal(new Set([...untried, ...failures.map(({ identifier }) => identifier)]).size, 1000);
        });
    }

    for (const [what, error] of [
        ["a setting is wrong", new ConfigError(["mysafe:url is missing."])],
        ["the run is cancelled", lost("EINTR")],
    ] as const) {
        it(`gives up at once where ${what}`, async () => {
            let begun = 0;
            const { failures, untried } = await batch(1000, async () => {
                begun += 1;
                await wait(1);
                throw error;
            }).end;
            assert.deepEqual([failures.length, untried.length], [begun, 1000 - begun]);
            assert.equal(begun, 32, "those that were under way");
        });
    }

    it("counts what a cancelled run did not send among what was not tried", async () => {
        const { failures, untried } = await batch(100, async (identifier) => {
            await wait(1);
            throw lost(identifier <= 3 ? "EINTR" : "ECANCELED");
        }).end;
        assert.deepEqual([failures.map(({ identifier }) => identifier), untried.length], [["1", "2", "3"], 97]);
    });

    for (const [what, end] of [
        ["goes well", () => {}],
        [
            "is refused by the vault itself",
            () => {
                throw answered(400, 1006);
            },
        ],
    ] as const) {
        it(`goes on while any password ${what}`, async () => {
            const { failures, untried } = await batch(300, async (identifier) => {
                await wait(1);
                if (identifier % 3 > 0) {
                    throw answered(504);
                }
                end();
            }).end;
            assert.deepEqual([failures.length >= 200, untried], [true, []]);
        });
    }

    it("tries the others where the vault fails for the first ones: else every up would end at these", async () => {
        // 500 is not tried again, so each costs one request; nothing says that the vault is down.
        const { failures, untried } = await batch(100, async (identifier) => {
            await wait(1);
            if (identifier <= 20) {
                throw answered(500);
            }
        }).end;
        assert.deepEqual([failures.length, untried], [20, []]);
    });

    it("with one request at a time, goes on after one password that the gateway has no answer for", async () => {
        const { failures, untried } = await batch(
            20,
            async (identifier) => {
                await wait(1);
                if (identifier === 3) {
                    throw answered(504);
                }
            },
            1,
        ).end;
        assert.deepEqual([failures.length, untried], [1, []]);
    });

    it("shows at least every 2 s how many are done, left and retried, and none after its end", async function () {
        this.timeout(15_000);
        let retrying = 0;
        const times: number[] = [];
        const begun = performance.now();
        const { end, shown } = batch(
            12,
            async (identifier) => {
                retrying = identifier > 8 ? 3 : 0;
                await wait(identifier > 8 ? 4_000 : 500);
                if (identifier === 1) {
                    throw answered(400, 1006);
                }
            },
            2,
            () => retrying,
        );
        const push = shown.push.bind(shown);
        shown.push = (line) => {
            times.push(performance.now() - begun);
            return push(line);
        };
        await end;
        const ended = performance.now() - begun;
        const moments = [0, ...times, ended];
        const gaps = moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0));
        assert.ok(Math.max(...gaps) < 2_000, `${gaps}`);
        assert.match(shown.at(-1) ?? "", /^disabling: 8 of 12 done, 4 left, 3 retrying, 1 failed$/);
        await wait(1_700);
        assert.equal(shown.length, times.length);
    });

    it("shows nothing of what is done soon", async () => {
        const { end, shown } = batch(100, () => wait(1));
        await end;
        assert.deepEqual(shown, []);
    });
});
