import assert from "node:assert/strict";
import { indexList, readList } from "../../../provider/src/client/passwordList";

describe("the list", () => {
    const github = {
        identifier: "3",
        name: "Github",
        username: "",
        url: "u",
        tags: "",
        can_view: true,
        can_write: true,
    };

    for (const key of ["password_on_list", "passwords_on_list"]) {
        it(`is found under "${key}", beside the response or within it`, () => {
            const described = { name: "Github", username: "", url: "u", tags: [], unreadableFields: [] };
            const wanted = [{ identifier: "3", canWrite: true, canView: true, ...described }];
            assert.deepEqual(readList(JSON.stringify({ code: 200, response: {}, [key]: [github] })), wanted);
            assert.deepEqual(readList(JSON.stringify({ response: { [key]: [github] } })), wanted);
        });
    }

    it("reads identifiers that are numbers, and entries in an object", () => {
        const body = { password_on_list: { "0": { ...github, identifier: 312 }, "7": github } };
        assert.deepEqual(
            readList(JSON.stringify(body))?.map((entry) => entry.identifier),
            ["312", "3"],
        );
    });

    const rights: [entry: Record<string, unknown>, canWrite: boolean][] = [
        [{ can_write: true }, true],
        [{ can_write: "1" }, true],
        [{}, true],
        [{ can_write: false }, false],
        [{ can_write: "0" }, false],
        [{ can_write: 0 }, false],
        [{ can_write: "False" }, false],
        [{ can_write: "no" }, false],
        // Without a right, the call itself decides.
        [{ can_write: "" }, true],
        [{ can_write: null }, true],
        [{ can_write: false, can_edit: true }, true],
        [{ can_write: false, can_edit: false }, false],
        [{ can_edit: true }, true],
        [{ can_edit: false }, false],
    ];
    for (const [entry, canWrite] of rights) {
        it(`${canWrite ? "grants" : "denies"} the right to edit by ${JSON.stringify(entry)}`, () => {
            const body = JSON.stringify({ password_on_list: [{ identifier: "3", ...entry }] });
            assert.deepEqual(
                readList(body)?.map((entry) => [entry.identifier, entry.canWrite]),
                [["3", canWrite]],
            );
        });
    }

    const tags: [tags: unknown, wanted: string[]][] = [
        ["", []],
        [null, []],
        [undefined, []],
        ["a", ["a"]],
        [" break glass, b ,,", ["break glass", "b"]],
        [
            ["a", "b,c"],
            ["a", "b", "c"],
        ],
        [7, ["7"]],
        [{ 0: "a", 1: "b" }, ["a", "b"]],
        [{ 0: { name: "a" } }, []],
    ];
    for (const [given, wanted] of tags) {
        it(`reads the tags ${JSON.stringify(given)}`, () => {
            const body = JSON.stringify({ password_on_list: [{ identifier: "3", tags: given }] });
            assert.deepEqual(readList(body)?.[0]?.tags, wanted);
        });
    }

    const unreadable: [entry: Record<string, unknown>, fields: string[]][] = [
        [{ name: "", username: null, tags: "" }, []],
        [{ name: "a", username: 7, tags: ["a", null] }, []],
        [{ name: "a", username: "b" }, ["tag"]],
        [{ name: { text: true }, tags: [["a"]] }, ["name", "username", "tag"]],
        [{ name: ["a"], username: { 0: "root" }, tags: { 0: "a" } }, ["name", "username"]],
        [{ name: "a", username: "b", tags: [{ name: "break-glass" }] }, ["tag"]],
    ];
    for (const [entry, fields] of unreadable) {
        it(`marks the fields that ${JSON.stringify(entry)} lacks or has in another form`, () => {
            const body = JSON.stringify({ password_on_list: [{ identifier: "3", ...entry }] });
            assert.deepEqual(readList(body)?.[0]?.unreadableFields, fields);
        });
    }

    it("skips values that are no entries", () => {
        const body = { password_on_list: [null, 7, "x", [], {}, { identifier: null }, { identifier: "" }, github] };
        assert.deepEqual(
            readList(JSON.stringify(body))?.map(({ identifier }) => identifier),
            ["3"],
        );
    });

    it("is empty if its value is", () => {
        for (const body of ['{"password_on_list":null}', '{"password_on_list":""}', '{"passwords_on_list":[]}']) {
            assert.deepEqual(readList(body), [], body);
        }
    });

    it("is undefined if the body has no list", () => {
        for (const body of ["", "null", "[]", "{}", "<html>", '{"response":{"error":false}}']) {
            assert.equal(readList(body), undefined, body);
        }
    });

    it("grants the right to see a password unless the vault denies it", () => {
        for (const [flag, canView] of [
            [false, false],
            ["0", false],
            [true, true],
            ["1", true],
            [undefined, true],
        ]) {
            const body = JSON.stringify({ password_on_list: [{ ...github, can_view: flag }] });
            assert.equal(readList(body)?.[0]?.canView, canView, String(flag));
        }
    });

    it("has the entries of both keys, if a body has both", () => {
        const body = { password_on_list: [github], response: { passwords_on_list: [{ ...github, identifier: "4" }] } };
        assert.deepEqual(
            readList(JSON.stringify(body))?.map(({ identifier }) => identifier),
            ["3", "4"],
        );
    });

    it("denies for two entries of one identifier what one of them denies", () => {
        const body = {
            password_on_list: [
                { ...github, tags: "break-glass" },
                { ...github, name: "Other", can_write: false, tags: "" },
            ],
        };
        const merged = indexList(readList(JSON.stringify(body)) ?? []).get("3");
        assert.deepEqual(merged, {
            identifier: "3",
            canWrite: false,
            canView: true,
            name: "Github",
            username: "",
            url: "u",
            tags: ["break-glass"],
            unreadableFields: ["name"],
        });
    });

    it("keeps only the fields of ListedPassword", () => {
        const [entry] = readList(JSON.stringify({ password_on_list: [{ ...github, password: "pw-1" }] })) ?? [];
        assert.deepEqual(Object.keys(entry ?? {}), [
            "identifier",
            "canWrite",
            "canView",
            "name",
            "username",
            "url",
            "tags",
            "unreadableFields",
        ]);
    });
});
