import assert from "node:assert/strict";
import { readProtection } from "../../../provider/src/settings/protectedPasswords";
import { readSettings } from "../../../provider/src/settings/settings";

describe("an entry of mysafe:neverDisable", () => {
    for (const wrong of [
        "tag:",
        "tag: ",
        "tags:x",
        "TAG:x",
        "0",
        "-1",
        "1.5",
        "root",
        ":x",
        "constructor:x",
        "12 13",
    ]) {
        it(`is refused as ${JSON.stringify(wrong)}`, () => {
            assert.equal(readProtection(wrong), undefined);
        });
    }

    const entry = { identifier: "1", canWrite: true, canView: true, name: "", username: "", url: "", tags: [] };

    it("takes every character for itself, but for *", () => {
        for (const name of ["a.b", "a+b", "(a)", "[a]", "a|b", "a\\b", "^a$", "{1}", "a?b", "é"]) {
            const protection = readProtection(`name:${name}`);
            assert.equal(protection?.protects("1", { ...entry, name }), true, name);
            assert.equal(protection?.protects("1", { ...entry, name: `${name}x` }), false, name);
        }
        assert.equal(readProtection("name:a*c")?.protects("1", { ...entry, name: "A\nbbC" }), true);
        assert.equal(readProtection("username:*")?.protects("1", entry), true);
    });

    it("compares as searches do: in one spelling of letters, without white space around, in any case", () => {
        const decomposed = "José Root".normalize("NFD");
        assert.equal(readProtection("name:josé*")?.protects("1", { ...entry, name: decomposed }), true);
        assert.equal(readProtection(`name:${decomposed}`)?.protects("1", { ...entry, name: "JOSÉ ROOT" }), true);
        for (const [pattern, name] of [
            ["ΟΔΟΣ*", "ΟΔΟΣΑ"],
            ["*οδος", "ΟΔΟΣ"],
            ["ſystem*", "SYSTEM"],
            ["strasse", "Straße"],
        ] as const) {
            assert.equal(readProtection(`name:${pattern}`)?.protects("1", { ...entry, name }), true, pattern);
        }
        assert.equal(readProtection("username:root")?.protects("1", { ...entry, username: " Root " }), true);
    });

    it("protects nobody by a pattern whom the list does not have", () => {
        assert.equal(readProtection("name:*")?.protects("1", undefined), false);
    });
});

describe("mysafe:neverDisable", () => {
    const settings = (neverDisable: unknown) =>
        readSettings(
            (key) =>
                ({
                    "mysafe:url": "https://vault.example.com",
                    "mysafe:clientId": "id",
                    "mysafe:clientSecret": "cs",
                    "mysafe:neverDisable": neverDisable,
                })[key],
            {},
        ).neverDisable.map(({ text }) => text);

    it("is a list, as JSON or as it is, or a text with commas", () => {
        for (const written of [
            '["340","tag:break glass"]',
            ["340", "tag:break glass"],
            " 340, tag:break glass ,,",
            '[340,"tag:break glass"]',
        ]) {
            assert.deepEqual(settings(written), ["340", "tag:break glass"], JSON.stringify(written));
        }
        for (const none of [undefined, "", " ", "[]", []]) {
            assert.deepEqual(settings(none), []);
        }
    });

    it("names each entry that is none, and what is no list", () => {
        assert.throws(
            () => settings("340,tags:x,root"),
            /has "tags:x": it must be an identifier, tag:….*\n.*has "root"/,
        );
        for (const wrong of ['{"tag":"x"}', '[["340"]]', "[true]"]) {
            assert.throws(
                () => settings(wrong),
                /mysafe:neverDisable \(stack config\) must be a list, or values separated by commas/,
            );
        }
    });
});
