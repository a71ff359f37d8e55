import assert from "node:assert/strict";
import fc from "fast-check";
import {
    decodeEntries,
    type Entries,
    type Entry,
    encodeEntries,
    withFewTimes,
} from "../../../provider/src/lifecycle/entries";

const vaultUrl = "https://vault.example.com";
const minutes = (count: number) => new Date(Date.UTC(2031, 4, 6, 7, count)).toISOString();

const result = fc
    .oneof(
        fc.record({
            status: fc.constantFrom("inactive", "active"),
            outcome: fc.constantFrom("deactivated", "already-inactive"),
            disabledAt: fc.integer({ min: 0, max: 3 }).map(minutes),
            vaultUrl: fc.constantFrom(vaultUrl, "https://former.example.com"),
        }),
        fc.record({ status: fc.constant("unconfirmed"), vaultUrl: fc.constant(vaultUrl) }),
    )
    .map((made) => ({ ...made })) as fc.Arbitrary<Entry>;

const results: fc.Arbitrary<Entries> = fc
    .uniqueArray(fc.tuple(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), result), {
        maxLength: 40,
        selector: ([identifier]) => identifier,
    })
    .map((entries) => new Map(entries.map(([identifier, known]) => [String(identifier), known])));

const byIdentifier = (map: ReadonlyMap<string, unknown>) => Object.fromEntries(map);

describe("the results of a set, put together", () => {
    it("are one group for what is the same, whatever its order", () => {
        const known: Entry = { status: "inactive", outcome: "deactivated", disabledAt: minutes(0), vaultUrl };
        const groups = encodeEntries(new Map(["314", "312", "313", "400"].map((identifier) => [identifier, known])));
        assert.deepEqual(groups, [{ ...known, identifiers: "312-314, 400" }]);
    });

    it("are as they were when they are read", () => {
        fc.assert(
            fc.property(results, (known) => {
                assert.deepEqual(byIdentifier(decodeEntries({ results: encodeEntries(known) })), byIdentifier(known));
            }),
        );
    });

    it("are the same text for the same, in whatever order they came", () => {
        fc.assert(
            fc.property(results, fc.integer(), (known, seed) => {
                const entries = [...known];
                const turned: Entries = new Map(
                    entries.map((_, place) => entries.at((place + seed) % entries.length) as [string, Entry]),
                );
                assert.equal(JSON.stringify(encodeEntries(turned)), JSON.stringify(encodeEntries(known)));
            }),
        );
    });

    it("hold nothing that is undefined, which the SDK refuses", () => {
        const [group = {}] = encodeEntries(new Map([["312", { status: "unconfirmed", vaultUrl }]]));
        assert.deepEqual(Object.keys(group).sort(), ["identifiers", "status", "vaultUrl"]);
    });

    for (const [what, state] of [
        ["nothing", undefined],
        ["no list", { 0: { identifiers: "312" } }],
        ["a list of others", [null, 7, "312", { identifiers: "x" }, {}]],
    ] as const) {
        it(`are none where a state has ${what}`, () => {
            assert.deepEqual(byIdentifier(decodeEntries({ results: state })), {});
        });
    }
});

describe("the times of a run's confirmations", () => {
    const at = (seconds: number): Entry => ({
        status: "inactive",
        outcome: "deactivated",
        disabledAt: new Date(Date.UTC(2031, 4, 6, 7, 0, seconds, 9)).toISOString(),
        vaultUrl,
    });

    it("are that of the last of each minute", () => {
        const few = withFewTimes(new Map([0, 59, 30, 100, 40].map((seconds) => [String(1 + seconds), at(seconds)])));
        const times = Object.fromEntries([...few].map(([identifier, { disabledAt }]) => [identifier, disabledAt]));
        const [first, last] = [at(40).disabledAt, at(100).disabledAt];
        assert.deepEqual(times, { 1: first, 31: first, 41: first, 60: last, 101: last });
    });

    it("are never before the confirmation, never a minute after it, and no more than the minutes it took", () => {
        const seconds = fc.uniqueArray(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 100 });
        fc.assert(
            fc.property(seconds, (all) => {
                const confirmed = new Map(all.map((second) => [String(second + 1), at(second)]));
                const few = withFewTimes(confirmed);
                assert.equal(few.size, all.length);
                for (const [identifier, { disabledAt = "", ...rest }] of few) {
                    const { disabledAt: before = "", ...same } = confirmed.get(identifier) as Entry;
                    const late = Date.parse(disabledAt) - Date.parse(before);
                    assert.ok(late >= 0 && late < 60_000, `${late} ms late`);
                    assert.deepEqual(rest, same);
                }
                const times = new Set([...few.values()].map(({ disabledAt }) => disabledAt));
                assert.ok(times.size <= 1 + Math.floor((Math.max(...all) - Math.min(...all)) / 60));
            }),
        );
    });

    it("stay away where there are none", () => {
        const unconfirmed: Entry = { status: "unconfirmed", vaultUrl };
        assert.deepEqual([...withFewTimes(new Map([["312", unconfirmed]]))], [["312", unconfirmed]]);
    });
});
