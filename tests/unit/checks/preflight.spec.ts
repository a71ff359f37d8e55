import assert from "node:assert/strict";
import { createListing } from "../../../provider/src/checks/listing";
import { createPreflight } from "../../../provider/src/checks/preflight";
import { createReads } from "../../../provider/src/checks/reads";
import { passwordKind } from "../../../provider/src/client/kinds";
import { createCore, numbers, rows } from "../support/core";
import { FakeVault, failedWith, lostWith, refusedWith } from "../support/fakeVault";

/** Creates the preflight of a run. It looks up passwords in parallel and returns their failures. */
function createRun(vault: FakeVault, config: Record<string, string> = {}, isNew = true) {
    const { context, warnings } = createCore(config, vault);
    const readUnlisted = createReads(context.vault, context.warnOnce);
    const preflight = createPreflight(createListing(context.vault), readUnlisted, context.warnOnce);
    const lookUp = async (...identifiers: (string | number)[]) => {
        const declared = identifiers.map((identifier, index) => ({ identifier: String(identifier), index }));
        const place = { kind: passwordKind, property: "identifiers", isNew, isDue: true };
        const results = await Promise.all(declared.map((one) => preflight({ ...place, ...one }, context.settings())));
        return results.filter((result) => result !== undefined);
    };
    return { lookUp, warnings, vault };
}

describe("the preflight", () => {
    it("passes listed passwords with one list call for all", async () => {
        const { lookUp, vault } = createRun(new FakeVault().setAll(100));
        assert.deepEqual([await lookUp(...numbers(100)), vault.requests], [[], ["list"]]);
    });

    it("passes passwords that only the list lacks, with one request each", async () => {
        const { lookUp, vault } = createRun(new FakeVault().set(312).set(340, { active: false }));
        for (const _ of [1, 2]) {
            assert.deepEqual(await lookUp(312, 340), []);
        }
        assert.deepEqual(vault.requests, ["list", "read 340"]);
    });

    for (const [title, vault, code, cause] of [
        ["does not exist", new FakeVault(), 1005, /no password with this identifier/],
        ["may not be edited", new FakeVault().set(312, { canWrite: false }), 1006, /may not edit this password/],
        ["may not be seen", new FakeVault().set(312, { canView: false }), 1006, /may not edit this password/],
        ["has a wrong identifier", new FakeVault().fail("read", refusedWith(1010)), 1010, /does not accept/],
    ] as const) {
        it(`refuses a password that ${title}, with the vault's message, cause and solution`, async () => {
            const failures = await createRun(vault).lookUp(312);
            assert.deepEqual(rows(failures, "property", "index", "identifier", "scope"), [
                "identifiers 0 312 password",
            ]);
            const [{ summary, cause: found, solution }] = failures as [(typeof failures)[0]];
            assert.ok(summary.startsWith(`${code}: `), summary);
            assert.match(found ?? "", cause);
            assert.notEqual(solution, undefined);
        });
    }

    it("explains how a missing password leaves the state if it was managed before, and not if it is new", async () => {
        const solutions = [false, true].map(async (isNew) => {
            const [failure] = await createRun(new FakeVault(), {}, isNew).lookUp(312);
            return failure?.solution?.includes("remove it from the program. The state keeps its evidence until then.");
        });
        assert.deepEqual(await Promise.all(solutions), [true, false]);
    });

    it("sends nothing if mysafe:preflight is off", async () => {
        const { lookUp, vault } = createRun(new FakeVault(), { preflight: "off" });
        assert.deepEqual([await lookUp(9999), vault.requests], [[], []]);
    });

    it("also refuses a password if mysafe:preflight is warn", async () => {
        const { lookUp, warnings } = createRun(new FakeVault(), { preflight: "warn" });
        assert.deepEqual([rows(await lookUp(9999), "scope"), warnings], [["password"], []]);
    });

    for (const [config, count, reads, warned] of [
        [{}, 110, 100, 1],
        [{ maxPreviewReads: "7" }, 8, 7, 1],
        [{ maxPreviewReads: "7" }, 7, 7, 0],
        [{ maxPreviewReads: "0" }, 2, 0, 1],
    ] as const) {
        it(`reads ${reads} of ${count} passwords with ${JSON.stringify(config)}, and warns once about more`, async () => {
            const { lookUp, vault, warnings } = createRun(new FakeVault().setAll(count, { active: false }), config);
            assert.deepEqual(await lookUp(...numbers(count)), []);
            assert.deepEqual([vault.requests.length, warnings.length], [1 + reads, warned]);
            assert.ok(warnings.every((warning) => warning.includes(`at most ${reads} passwords`)));
        });
    }

    for (const route of ["list", "read"] as const) {
        const createVault = () => new FakeVault().fail(route, failedWith(504), { lasts: true });

        it(`fails the run if the ${route} call fails and mysafe:preflight is strict, and sends nothing else`, async () => {
            const { lookUp, vault, warnings } = createRun(createVault());
            const failures = await lookUp(312);
            assert.deepEqual([rows(failures, "property", "scope"), warnings], [[" run"], []]);
            const [first = "", cause] = failures[0]?.summary.split("\n") ?? [];
            assert.match(first, /^the preview could not look up password 312: .*504/);
            assert.match(cause ?? "", /^Cause: /);
            const requests = vault.requests.length;
            assert.deepEqual(rows(await lookUp(313), "scope"), ["run"]);
            assert.equal(vault.requests.length, requests);
        });

        it(`continues with one warning if the ${route} call fails and mysafe:preflight is warn`, async () => {
            const { lookUp, warnings } = createRun(createVault(), { preflight: "warn" });
            assert.deepEqual([...(await lookUp(312)), ...(await lookUp(313, 314))], []);
            assert.equal(warnings.length, 1);
            assert.match(warnings[0] ?? "", /^the preview continues .* \(mysafe:preflight is warn\): .*504[^\n]*$/);
        });
    }

    it("ends a cancelled run, also if mysafe:preflight is warn", async () => {
        const vault = new FakeVault().fail("list", lostWith("ECANCELED"));
        const { lookUp, warnings } = createRun(vault, { preflight: "warn" });
        assert.deepEqual([rows(await lookUp(312), "scope"), warnings], [["run"], []]);
    });

    it("warns once if parallel reads fail with different errors", async () => {
        const vault = new FakeVault().fail("read", failedWith(503)).fail("read", failedWith(504));
        const { lookUp, warnings } = createRun(vault, { preflight: "warn" });
        assert.deepEqual(await lookUp(312, 313), []);
        assert.equal(warnings.length, 1);
    });

    for (const [title, route, code] of [
        ["the list call", "list", 1006],
        ["a read call with an unknown code", "read", 1099],
    ] as const) {
        it(`does not blame a password if the vault refuses ${title}`, async () => {
            const failures = await createRun(new FakeVault().fail(route, refusedWith(code))).lookUp(312);
            assert.deepEqual(rows(failures, "scope"), ["run"]);
        });
    }

    for (const [title, error, isHinted] of [
        ["a busy gateway", failedWith(503), true],
        ["a refused connection", lostWith("ECONNREFUSED"), true],
        ["a timeout", lostWith("ETIMEDOUT"), true],
        ["an unknown host", lostWith("ENOTFOUND"), true],
        ["a busy proxy", lostWith("PROXY_503"), true],
        ["a rejected token", failedWith(401), false],
        ["a proxy that requires a login", lostWith("PROXY_407"), false],
        ["an untrusted certificate", lostWith("UNABLE_TO_VERIFY_LEAF_SIGNATURE"), false],
        ["a cancelled run", lostWith("EINTR"), false],
    ] as const) {
        it(`${isHinted ? "hints" : "does not hint"} at a preview without the vault: ${title}`, async () => {
            const [failure] = await createRun(new FakeVault().fail("list", error)).lookUp(312);
            assert.equal(failure?.summary.includes("`pulumi config set mysafe:preflight warn`"), isHinted);
        });
    }
});
