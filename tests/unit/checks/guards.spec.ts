import assert from "node:assert/strict";
import type { Caller, DeclaredObject } from "../../../provider/src/checks/declaration";
import { createGuards } from "../../../provider/src/checks/guards";
import { createListing } from "../../../provider/src/checks/listing";
import { createProtection } from "../../../provider/src/checks/protection";
import { createReads } from "../../../provider/src/checks/reads";
import { noteKind, passwordKind } from "../../../provider/src/client/kinds";
import { unknownValue } from "../../../provider/src/shared/properties";
import { createCore } from "../support/core";
import { FakeVault } from "../support/fakeVault";

/** Creates a declared password that is new. */
function declare(identifier: DeclaredObject["identifier"], changes: Partial<DeclaredObject> = {}): DeclaredObject {
    return { kind: passwordKind, identifier, property: "identifier", isNew: true, isDue: true, ...changes };
}

/** Creates the guards of a run, whose resources have a name and a place. */
function createRun(config: Record<string, string>, vault = new FakeVault(), phase: Caller["phase"] = "update") {
    const { context } = createCore(config, vault);
    const readUnlisted = createReads(context.vault, context.warnOnce);
    const guards = createGuards(createProtection(createListing(context.vault), readUnlisted));
    const caller = (place: number) => ({ name: place === 0 ? undefined : `resource-${place}`, phase, place });
    return {
        checkOne: (declared: DeclaredObject, place = 0) => guards.checkOne(declared, caller(place), context.settings()),
        checkLimit: (declared: DeclaredObject, place = 0) =>
            guards.checkLimit(declared, caller(place), context.settings()),
    };
}

describe("the guard against duplicates", () => {
    it("refuses a password of another resource, and names that resource", async () => {
        const { checkOne } = createRun({});
        assert.equal(await checkOne(declare("5"), 1), undefined);
        const failure = await checkOne(declare("5", { property: "identifiers", index: 3 }), 2);
        assert.deepEqual(failure, {
            property: "identifiers",
            index: 3,
            identifier: "5",
            summary: "password 5 is declared twice",
            cause: "resource 'resource-1' of this program has the same identifier.",
            solution:
                "declare it once (the option `aliases` keeps the state of a renamed resource), or run `pulumi config set mysafe:allowDuplicates true`.",
            isSentence: true,
            scope: "password",
        });
    });

    it("refuses a password of a resource without a known name", async () => {
        const { checkOne } = createRun({});
        await checkOne(declare("5"), 0);
        const failure = await checkOne(declare("5"), 1);
        assert.equal(failure?.cause, "another resource of this program has the same identifier.");
    });

    it("refuses an identifier that a list contains twice, and names the first place", async () => {
        const { checkOne } = createRun({});
        await checkOne(declare("5", { property: "identifiers", index: 0 }));
        const failure = await checkOne(declare("5", { property: "identifiers", index: 2 }));
        assert.equal(failure?.cause, "identifiers[0] is the same.");
        assert.doesNotMatch(failure.solution ?? "", /aliases/);
    });

    for (const [title, first, second, place, config] of [
        ["a second check of the same resource, as a replacement has it", declare("5"), declare("5"), 0, {}],
        ["another password", declare("5"), declare("6"), 1, {}],
        ["the same number of another kind", declare("5"), declare("5", { kind: noteKind }), 1, {}],
        ["two unknown identifiers", declare(unknownValue), declare(unknownValue), 1, {}],
        ["what an additive set keeps", declare("5"), declare("5", { isUnlisted: true }), 1, {}],
        ["duplicates with mysafe:allowDuplicates", declare("5"), declare("5"), 1, { allowDuplicates: "true" }],
    ] as const) {
        it(`passes ${title}`, async () => {
            const { checkOne } = createRun(config);
            assert.equal(await checkOne(first, 0), undefined);
            assert.equal(await checkOne(second, place), undefined);
        });
    }
});

describe("the guard of protected passwords", () => {
    for (const [title, changes] of [
        ["a password that is inactive already", { isNew: false, isDue: false }],
        ["a note of the same number", { kind: noteKind }],
    ] as const) {
        it(`passes ${title}`, async () => {
            assert.equal(await createRun({ neverDisable: "5" }).checkOne(declare("5", changes)), undefined);
        });
    }

    it("refuses a password that somebody enabled, also one that an additive set keeps", async () => {
        const { checkOne } = createRun({ neverDisable: "5" });
        assert.match((await checkOne(declare("5", { isNew: false, isUnlisted: true })))?.summary ?? "", /is protected/);
    });
});

describe("the limit of new passwords", () => {
    for (const [phase, expected] of [
        ["preview", [3]],
        ["update", [3, 4]],
    ] as const) {
        it(`refuses in ${phase} ${expected.length > 1 ? "each password" : "the first password"} beyond the limit`, () => {
            const { checkLimit } = createRun({ maxDisablements: "2" }, undefined, phase);
            const refused = () =>
                [1, 2, 3, 4].filter((number) => checkLimit(declare(`${number}`), number) !== undefined);
            assert.deepEqual(refused(), expected);
            assert.deepEqual(refused(), expected, "the engine checks a replacement twice");
        });
    }

    it("counts each place of a list, except for declared passwords", () => {
        const { checkLimit } = createRun({ maxDisablements: "2" });
        const refused = [0, 1, 2, 3].filter((index) => {
            const changes = { property: "identifiers", index, isNew: index > 0 };
            return checkLimit(declare(`${index}`, changes)) !== undefined;
        });
        assert.deepEqual(refused, [3]);
    });

    it("passes any number without mysafe:maxDisablements", () => {
        const { checkLimit } = createRun({});
        assert.ok([1, 2, 3].every((number) => checkLimit(declare(`${number}`), number) === undefined));
    });

    it("names the setting that allows more", () => {
        const failure = createRun({ maxDisablements: "0" }).checkLimit(declare("1", { index: 3 }));
        assert.deepEqual([failure?.property, failure?.index], ["identifier", undefined]);
        assert.equal(failure?.summary, "more new passwords than mysafe:maxDisablements allows (0)");
        assert.match(failure.solution ?? "", /`pulumi config set mysafe:maxDisablements <number>`/);
    });
});
