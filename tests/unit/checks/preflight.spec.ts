import assert from "node:assert/strict";
import { createListing } from "../../../provider/src/checks/listing";
import { createPreflight } from "../../../provider/src/checks/preflight";
import { passwordKind } from "../../../provider/src/client/kinds";
import { createCore, numbers } from "../support/core";
import { FakeVault, failedWith, lostWith, refusedWith } from "../support/fakeVault";

/** Creates the preflight of a run; it looks up passwords by their identifiers, at once. */
function createRun(vault: FakeVault, config: Record<string, string> = {}) {
    const { context, warnings } = createCore(config, vault);
    const preflight = createPreflight(createListing(context.vault), context.vault, context.warnOnce);
    const lookUp = (...identifiers: (string | number)[]) =>
        Promise.all(
            identifiers.map((identifier, index) => {
                const place = { property: "identifiers", index, identifier: String(identifier) };
                return preflight({ kind: passwordKind, ...place, isNew: true, isDue: true }, context.settings());
            }),
        );
    return { lookUp, warnings, vault };
}

describe("the preflight", () => {
    it("passes listed passwords with one list call for all", async () => {
        const { lookUp, vault } = createRun(new FakeVault().setAll(100));
        assert.deepEqual(new Set(await lookUp(...numbers(100))), new Set([undefined]));
        assert.deepEqual(vault.requests, ["list"]);
    });

    it("reads what the list lacks, once for each password, and passes it", async () => {
        const { lookUp, vault } = createRun(new FakeVault().set(312).set(340, { active: false }));
        for (const _ of [1, 2]) {
            assert.deepEqual(await lookUp(312, 340), [undefined, undefined]);
        }
        assert.deepEqual(vault.requests, ["list", "read 340"]);
    });

    for (const [title, vault, code, cause] of [
        ["does not exist", new FakeVault(), 1005, /no password with this identifier/],
        ["may not be edited", new FakeVault().set(312, { canWrite: false }), 1006, /may not edit this password/],
        ["may not be seen", new FakeVault().set(312, { canView: false }), 1006, /may not edit this password/],
    ] as const) {
        it(`refuses a password that ${title}, with the vault's message, cause and solution`, async () => {
            const [failure] = await createRun(vault).lookUp(312);
            assert.deepEqual(
                [failure?.property, failure?.index, failure?.identifier, failure?.scope],
                ["identifiers", 0, "312", "password"],
            );
            assert.ok(failure?.summary.startsWith(`${code}: `), failure?.summary);
            assert.match(failure?.cause ?? "", cause);
            assert.notEqual(failure?.solution, undefined);
        });
    }

    it("refuses an identifier that the vault does not accept", async () => {
        const vault = new FakeVault();
        vault.fail("read", { error: refusedWith(1010) });
        assert.match((await createRun(vault).lookUp(312))[0]?.summary ?? "", /^1010: /);
    });

    it("sends nothing where mysafe:preflight is off", async () => {
        const { lookUp, vault } = createRun(new FakeVault(), { preflight: "off" });
        assert.deepEqual([await lookUp(9999), vault.requests], [[undefined], []]);
    });

    it("refuses also where mysafe:preflight is warn", async () => {
        const { lookUp, warnings } = createRun(new FakeVault(), { preflight: "warn" });
        assert.match((await lookUp(9999))[0]?.summary ?? "", /^1005: /);
        assert.deepEqual(warnings, []);
    });

    describe("reads at most mysafe:maxPreviewReads passwords", () => {
        const vaultOf = (count: number) => new FakeVault().setAll(count, { active: false });

        for (const [config, reads] of [
            [{}, 100],
            [{ maxPreviewReads: "7" }, 7],
            [{ maxPreviewReads: "0" }, 0],
        ] as const) {
            it(`and warns once about more: ${reads}`, async () => {
                const { lookUp, vault, warnings } = createRun(vaultOf(110), config);
                assert.deepEqual(new Set(await lookUp(...numbers(110))), new Set([undefined]));
                assert.equal(vault.requests.length, 1 + reads);
                assert.equal(warnings.length, 1);
                assert.match(warnings[0] ?? "", new RegExp(`at most ${reads} passwords.*mysafe:maxPreviewReads`));
            });
        }

        it("without a warning where that is just enough", async () => {
            const { lookUp, warnings } = createRun(vaultOf(7), { maxPreviewReads: "7" });
            await lookUp(...numbers(7));
            assert.deepEqual(warnings, []);
        });
    });

    describe("without an answer of the vault", () => {
        for (const route of ["list", "read"] as const) {
            const createVault = () => {
                const vault = new FakeVault();
                vault.fail(route, { error: failedWith(504), lasts: true });
                return vault;
            };

            it(`fails the run where mysafe:preflight is strict: ${route}`, async () => {
                const { lookUp, vault, warnings } = createRun(createVault());
                const [failure] = await lookUp(312);
                assert.deepEqual([failure?.property, failure?.scope, warnings], ["", "run", []]);
                assert.match(
                    failure?.summary ?? "",
                    /^the vault could not look up password 312: .*504.*\nCause: .+\nSolution: /,
                );
                const requests = vault.requests.length;
                assert.equal((await lookUp(313))[0]?.scope, "run");
                assert.equal(vault.requests.length, requests, "each further request would take as long to fail");
            });

            it(`continues with one warning where mysafe:preflight is warn: ${route}`, async () => {
                const { lookUp, warnings } = createRun(createVault(), { preflight: "warn" });
                assert.deepEqual(
                    [...(await lookUp(312)), ...(await lookUp(313, 314))],
                    [undefined, undefined, undefined],
                );
                assert.equal(warnings.length, 1);
                assert.match(
                    warnings[0] ?? "",
                    /^the preview continues without the vault \(mysafe:preflight is warn\): .*504[^\n]*$/,
                );
            });
        }

        it("does not blame a password where the vault refuses the list call", async () => {
            const vault = new FakeVault();
            vault.fail("list", { error: refusedWith(1006) });
            assert.equal((await createRun(vault).lookUp(312))[0]?.scope, "run");
        });

        it("does not hide an unexpected error", async () => {
            const vault = new FakeVault();
            vault.fail("list", { error: new TypeError("a bug") });
            await assert.rejects(createRun(vault).lookUp(312), TypeError);
        });

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
            it(`${isHinted ? "says how" : "does not say how"} to preview without the vault: ${title}`, async () => {
                const vault = new FakeVault();
                vault.fail("list", { error });
                const [failure] = await createRun(vault).lookUp(312);
                assert.equal(failure?.summary.includes("`pulumi config set mysafe:preflight warn`"), isHinted);
            });
        }
    });
});
