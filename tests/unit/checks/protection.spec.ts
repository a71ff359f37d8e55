import assert from "node:assert/strict";
import type { DeclaredObject } from "../../../provider/src/checks/declaration";
import { createListing } from "../../../provider/src/checks/listing";
import { createProtection } from "../../../provider/src/checks/protection";
import { createReads } from "../../../provider/src/checks/reads";
import { passwordKind } from "../../../provider/src/client/kinds";
import { createCore } from "../support/core";
import { FakeVault, failedWith, refusedWith } from "../support/fakeVault";

function declare(identifier: string): DeclaredObject {
    return { kind: passwordKind, identifier, property: "identifier", isNew: true, isDue: true };
}

/** Creates the guard of a run. */
function createRun(config: Record<string, string>, vault = new FakeVault(), phase: "preview" | "update" = "update") {
    const { context, warnings } = createCore(config, vault);
    const readUnlisted = createReads(context.vault, context.warnOnce);
    const protection = createProtection(createListing(context.vault), readUnlisted);
    const checkOne = (declared: DeclaredObject) => protection(declared, { phase, place: 0 }, context.settings());
    return { checkOne, warnings };
}

describe("the guard of mysafe:neverDisable", () => {
    for (const [rule, password] of [
        ["tag:break glass", { tags: ["database", "Break Glass"] }],
        ["tag:data*", { tags: ["database", "Break Glass"] }],
        ["username:ROOT", { username: "root" }],
        ["username:ro*", { username: "root" }],
        ["name:root of *", { name: "Root of production" }],
        ["name:a.b", { name: "a.b" }],
        ["name:(a|[b]+c?)^{1}$", { name: "(a|[b]+c?)^{1}$" }],
        ["name:a*c", { name: "A\nbbC" }],
        ["name:josé*", { name: "JOSÉ Root".normalize("NFD") }],
        ["name:*οδος", { name: "ΟΔΟΣ" }],
        ["name:strasse", { name: " Straße " }],
        ["name:Straße", { name: "STRA\u1e9eE" }],
        ["name:istanbul", { name: "\u0130stanbul" }],
        ["name:break glass", { name: "Break\u00a0\u200b Gl\u00adass\u0000" }],
        ["name:admin", { name: "\uff41\uff44\uff4d\uff49\uff4e" }],
        ["tag:break-glass", { tags: ["a;break-glass"] }],
        ["tag:break-glass", { tags: ['["break-glass"]'] }],
        ["tag:break-glass", { tags: ["#break-glass"] }],
        ["tag:break-glass", { tags: ["a|b\nbreak-glass"] }],
    ] as const) {
        it(`refuses what matches ${rule}, and nothing else`, async () => {
            const vault = new FakeVault().set(1, password).set(2);
            const { checkOne } = createRun({ neverDisable: JSON.stringify(["name:nobody", rule]) }, vault);
            assert.equal((await checkOne(declare("1")))?.cause, `mysafe:neverDisable contains ${rule}.`);
            assert.equal(await checkOne(declare("2")), undefined);
        });
    }

    for (const rule of ["10", "tag:glass", "username:roo", "name:a?b", "name:axb", "name:*x"]) {
        it(`passes what is only similar to ${rule}`, async () => {
            const vault = new FakeVault().set(101, { name: "a.b", username: "root", tags: ["Break Glass"] });
            assert.equal(await createRun({ neverDisable: rule }, vault).checkOne(declare("101")), undefined);
        });
    }

    for (const [rule, name] of [
        ["name:produção*", "Produtivo, Oracle"],
        ["name:Ω*", "Oracle (1)"],
    ] as const) {
        it(`passes what only shares some letters with ${rule}`, async () => {
            assert.equal(
                await createRun({ neverDisable: rule }, new FakeVault().set(1, { name })).checkOne(declare("1")),
                undefined,
            );
        });
    }

    it("shows a name without its control characters", async () => {
        const vault = new FakeVault().set(1, { name: "a\u001b[31m\nb", tags: ["x"] });
        const failure = await createRun({ neverDisable: "tag:x" }, vault).checkOne(declare("1"));
        assert.equal(failure?.summary, "password 1 a [31m b is protected by mysafe:neverDisable");
    });

    it("refuses an identifier without a request", async () => {
        const vault = new FakeVault().set(101);
        const { checkOne } = createRun({ neverDisable: "tag:x, 101" }, vault);
        assert.deepEqual(await checkOne(declare("101")), {
            property: "identifier",
            index: undefined,
            identifier: "101",
            summary: "password 101 is protected by mysafe:neverDisable",
            cause: "mysafe:neverDisable contains 101.",
            solution: "remove the password from the program, or remove 101 from mysafe:neverDisable.",
            isSentence: true,
            scope: "password",
        });
        assert.deepEqual(vault.requests, []);
    });

    it("shows no empty name", async () => {
        const { checkOne } = createRun({ neverDisable: "tag:x" }, new FakeVault().set(1, { name: "", tags: ["x"] }));
        assert.equal((await checkOne(declare("1")))?.cause, "mysafe:neverDisable contains tag:x.");
    });

    it("fails the whole run if a pattern needs the vault's list and the call fails", async () => {
        const vault = new FakeVault();
        vault.fail("list", failedWith(504));
        const failure = await createRun({ neverDisable: "tag:x", preflight: "warn" }, vault).checkOne(declare("1"));
        assert.equal(failure?.scope, "run");
        assert.match(failure.summary, /^the patterns of mysafe:neverDisable need the vault: .*504/);
    });

    describe("with a pattern that it cannot evaluate", () => {
        const config = { neverDisable: "77,tag:break-glass" };

        for (const phase of ["preview", "update"] as const) {
            it(`refuses an active password that the list does not contain, in the ${phase}`, async () => {
                const vault = new FakeVault().set(1);
                vault.list = async () => new Map();
                const failure = await createRun(config, vault, phase).checkOne(declare("1"));
                assert.deepEqual(failure, {
                    property: "identifier",
                    index: undefined,
                    identifier: "1",
                    summary: "password 1 may be protected by tag:break-glass of mysafe:neverDisable",
                    cause: "the vault's list does not contain the password, so its name, user name and tags are unknown.",
                    solution:
                        "share the password with the access key so that the list shows it, or remove tag:break-glass from mysafe:neverDisable.",
                    isSentence: true,
                    scope: "password",
                });
            });
        }

        it("passes an inactive password that the list does not contain, with one read", async () => {
            const vault = new FakeVault().set(1, { active: false });
            const { checkOne } = createRun(config, vault);
            assert.equal(await checkOne(declare("1")), undefined);
            assert.equal(await checkOne(declare("1")), undefined);
            assert.deepEqual(vault.requests, ["list", "read 1"]);
        });

        it("refuses a password that the access key may not read", async () => {
            const failure = await createRun(config, new FakeVault().set(1, { canView: false })).checkOne(declare("1"));
            assert.match(failure?.summary ?? "", /^password 1 may be protected by tag:break-glass/);
        });

        for (const [code, vault] of [
            [1005, new FakeVault()],
            [1010, new FakeVault().fail("read", refusedWith(1010))],
        ] as const) {
            it(`leaves a password that the vault has not to the preflight and the vault (${code})`, async () => {
                assert.equal(await createRun(config, vault).checkOne(declare("1")), undefined);
            });
        }

        it("fails the whole run if it cannot read the password", async () => {
            const vault = new FakeVault().set(1, { active: false }).fail("read", failedWith(504));
            const failure = await createRun(config, vault).checkOne(declare("1"));
            assert.equal(failure?.scope, "run");
            assert.match(failure.summary, /^the patterns of mysafe:neverDisable need the vault: .*504/);
        });

        it("reads at most mysafe:maxPreviewReads passwords in a preview, and all in an update", async () => {
            const limited = { ...config, maxPreviewReads: "0" };
            const vault = () => new FakeVault().setAll(1, { active: false });
            const preview = vault();
            const { checkOne, warnings } = createRun(limited, preview, "preview");
            assert.equal(await checkOne(declare("1")), undefined);
            assert.deepEqual([preview.requests, warnings.length], [["list"], 1]);
            const update = vault();
            await createRun(limited, update).checkOne(declare("1"));
            assert.deepEqual(update.requests, ["list", "read 1"]);
        });

        for (const [title, rule, entry] of [
            ["has characters that were lost", "name:Servi\u00e7o *", { name: "Servi\ufffdo X" }],
            ["has a tag with lost characters", "tag:break-glass", { tags: ["other", "bre\ufffdk"] }],
            ["is in UTF-8 twice", "name:Produção *", { name: "ProduÃ§Ã£o 1" }],
            ["has the entities of HTML", "name:Produção *", { name: "Produ&ccedil;&atilde;o 1" }],
            ["has question marks", "name:Produção *", { name: "Produ??o 1" }],
            ["is in UTF-8 twice, though the rule has one other letter", "name:Ação", { name: "AÃ§Ã£o" }],
            ["is in UTF-8 twice, though the rule has no other letter", "name:база*", { name: "Ð±Ð°Ð·Ð° 1" }],
            ["lacks the tags", "tag:break-glass", { unreadableFields: ["tag"] }],
            ["lacks the user name", "username:root", { unreadableFields: ["username"] }],
        ] as const) {
            it(`refuses a password whose entry ${title}`, async () => {
                const vault = new FakeVault().set(1, entry);
                const { checkOne } = createRun({ neverDisable: rule }, vault);
                const failure = await checkOne(declare("1"));
                assert.equal(failure?.summary, `password 1 may be protected by ${rule} of mysafe:neverDisable`);
            });
        }

        it("passes a password whose entry only has such characters in another field", async () => {
            const vault = new FakeVault().set(1, { name: "Servi\ufffdo X", unreadableFields: ["username"] });
            assert.equal(await createRun(config, vault).checkOne(declare("1")), undefined);
        });
    });
});
