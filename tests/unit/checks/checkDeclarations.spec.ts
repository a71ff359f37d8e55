import assert from "node:assert/strict";
import type { DeclaredObject } from "../../../provider/src/checks/declaration";
import { noteKind, passwordKind } from "../../../provider/src/client/kinds";
import { unknownValue } from "../../../provider/src/shared/properties";
import { createCore, createCoreWithoutSettings, numbers, preview, rows, update } from "../support/core";
import { FakeVault, failedWith } from "../support/fakeVault";

/** Creates a declared password of a list that is new. */
function declare(identifier: DeclaredObject["identifier"], changes: Partial<DeclaredObject> = {}): DeclaredObject {
    const index = Number(String(identifier).replace(/\D/g, ""));
    return { kind: passwordKind, identifier, property: "identifiers", index, isNew: true, isDue: true, ...changes };
}

const declareAll = (count: number) => numbers(count).map((identifier) => declare(identifier));
const unchanged = { isNew: false, isDue: false };

describe("the checks of a resource", () => {
    for (const [title, declared, requests] of [
        ["a new password", declare("5"), ["list", "read 5"]],
        ["a password that is active again", declare("5", { isNew: false }), ["list", "read 5"]],
        ["an unchanged password", declare("5", unchanged), []],
        ["an unknown identifier", declare(unknownValue), []],
        ["a note", declare("5", { kind: noteKind }), []],
    ] as const) {
        it(`${requests.length > 0 ? "look up" : "do not look up"} in a preview ${title}`, async () => {
            const { context, vault } = createCore();
            await context.check([declared], preview);
            assert.deepEqual(vault.requests, requests);
        });
    }

    it("look up nothing in an update", async () => {
        const { context, vault } = createCore();
        assert.deepEqual([await context.check([declare("5")], update), vault.requests], [[], []]);
    });

    it("do not look up what a guard refuses", async () => {
        const { context, vault } = createCore({ neverDisable: "5" });
        const failures = await context.check([declare("5")], preview);
        assert.deepEqual([failures.length, vault.requests], [1, []]);
    });

    it("return all failures of passwords, and use one list call for all resources of the run", async () => {
        const { context, vault } = createCore({ neverDisable: "2" }, new FakeVault().set(1));
        assert.deepEqual(rows(await context.check(declareAll(3), preview), "identifier").sort(), ["2", "3"]);
        await context.check([declare("4")], { ...preview, place: 1 });
        assert.deepEqual(vault.requests, ["list", "read 3", "read 4"]);
    });

    it("stop at a failure of the run, and return only that", async () => {
        const { context, vault } = createCore({ maxConcurrency: "1", neverDisable: "1" });
        vault.fail("read", failedWith(504), { lasts: true });
        const failures = await context.check(declareAll(9), preview);
        assert.deepEqual([rows(failures, "scope"), vault.requests], [["run"], ["list", "read 2"]]);
    });

    it("look up mysafe:maxConcurrency passwords in parallel", async () => {
        const { context, vault } = createCore({ maxConcurrency: "3" });
        await context.check(declareAll(20), preview);
        assert.equal(vault.maxInFlight, 3);
    });

    it("return the limit of new passwords once for a resource, and only without other failures", async () => {
        const limited = await createCore({ maxDisablements: "1" }).context.check(declareAll(3), update);
        assert.deepEqual(rows(limited, "summary"), ["more new passwords than mysafe:maxDisablements allows (1)"]);
        const { context } = createCore({ maxDisablements: "1", neverDisable: "3" });
        assert.deepEqual(rows(await context.check(declareAll(3), update), "identifier"), ["3"]);
    });

    it("count new passwords of all resources of the run together", async () => {
        const { context } = createCore({ maxDisablements: "3", preflight: "off" });
        const counts: number[] = [];
        for (const [place, identifiers] of [["1", "2"], ["3"], ["4", "5"], ["6"]].entries()) {
            const declared = identifiers.map((identifier) => declare(identifier));
            counts.push((await context.check(declared, { ...preview, place })).length);
        }
        assert.deepEqual(counts, [0, 0, 1, 0], "a preview reports the limit once");
    });

    it("reports the limit in a preview though the first excess password has another failure", async () => {
        const { context } = createCore({ maxDisablements: "1", neverDisable: "2", preflight: "off" });
        const summaries: string[] = [];
        for (const identifier of ["1", "2", "3", "4"]) {
            const failures = await context.check([declare(identifier)], { ...preview, place: identifier });
            summaries.push(...failures.map(({ summary }) => summary));
        }
        assert.deepEqual(summaries, [
            "password 2 is protected by mysafe:neverDisable",
            "more new passwords than mysafe:maxDisablements allows (1)",
        ]);
    });

    for (const caller of [preview, update]) {
        it(`fail with all wrong settings if they need the vault: ${caller.phase}`, async () => {
            const { context } = createCoreWithoutSettings();
            const [failure, ...more] = await context.check([declare("1", unchanged), declare(unknownValue)], caller);
            assert.deepEqual([failure?.scope, more], ["run", []]);
            assert.match(failure?.summary ?? "", /mysafe:url is missing[\s\S]*mysafe:clientId is missing/);
        });

        it(`need no settings for unchanged passwords: ${caller.phase}`, async () => {
            const { context } = createCoreWithoutSettings();
            assert.deepEqual(await context.check([declare("1", unchanged)], caller), []);
        });
    }
});
