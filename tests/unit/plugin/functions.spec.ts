import assert from "node:assert/strict";
import { findFunction } from "../../../provider/src/plugin/functions";
import { createCore, rejection } from "../support/core";
import { FakeVault } from "../support/fakeVault";

const vault = () => new FakeVault().set(312, { username: "m.souza" }).set(313, { tags: ["network"] });
const getPasswords = findFunction("mysafe:index:getPasswords");
const getPassword = findFunction("mysafe:index:getPassword");

describe("the functions of the plugin", () => {
    it("return passwords without secrets, each identifier as text, from one list call", async () => {
        const core = createCore({}, vault());
        const { passwords, identifiers } = await getPasswords(core.context, {});
        assert.deepEqual(identifiers, ["312", "313"]);
        const { active: _ofTheFake, ...first } = Object(passwords)[0];
        assert.deepEqual(first, {
            identifier: "312",
            name: "Password 312",
            username: "m.souza",
            url: "",
            tags: [],
            canView: true,
            canWrite: true,
        });
        assert.equal((await getPassword(core.context, { tag: "network" })).identifier, "313");
        assert.deepEqual(core.vault.requests, ["list"]);
    });

    it("are those of the schema, and no others", () => {
        for (const name of ["getNotes", "constructor", "toString", ""]) {
            assert.throws(
                () => findFunction(`mysafe:index:${name}`),
                /the package mysafe has no function mysafe:index:/,
            );
        }
    });

    it("warn once of a search that finds nothing, unless that is allowed", async () => {
        const { context, warnings } = createCore({}, vault());
        await getPasswords(context, { tag: "none", allowEmpty: true });
        assert.deepEqual(warnings, []);
        await getPasswords(context, { tag: "none" });
        await getPasswords(context, { tag: "none" });
        assert.equal(warnings.length, 1);
    });

    it("fail with the call, for wrong arguments, for no single match and without the list", async () => {
        const { context } = createCore({}, vault());
        const failing = async (args: object, of = getPassword) => (await rejection(of(context, { ...args }))).message;
        assert.match(
            await failing({ user: "m" }),
            /^getPassword: unknown argument `user`\. Use tag, username, name, url/,
        );
        assert.match(
            await failing({ tag: " " }, getPasswords),
            /^getPasswords: `tag` must be a text that is not empty/,
        );
        assert.match(await failing({ tag: "none" }), /^getPassword\(\{ tag: "none" \}\) found no password\.\nCause: /);
        assert.match(
            await failing({ name: "pass" }),
            /found 2 passwords, expected one:\n- 312: Password 312, m\.souza\n/,
        );
        const { context: without } = createCore({ url: "" });
        const { message } = await rejection(getPasswords(without, {}));
        assert.match(
            message,
            /^getPasswords\(\): a setting of pulumi-mysafe is missing or wrong:\n- mysafe:url is missing/,
        );
    });
});
