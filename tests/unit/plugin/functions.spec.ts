import assert from "node:assert/strict";
import schema from "../../../provider/schema.json";
import { findFunction } from "../../../provider/src/plugin/functions";
import { type Core, createCore, rejection } from "../support/core";
import { FakeVault } from "../support/fakeVault";

const vault = () => new FakeVault().set(312, { username: "m.souza" }).set(313, { tags: ["network"] });
const getPasswords = findFunction("mysafe:index:getPasswords");
const getPassword = findFunction("mysafe:index:getPassword");

/** Returns a run that collects empty searches. */
function runOf({ context }: Core, empty: string[] = []) {
    return { context, reportEmptySearch: (description: string) => void empty.push(description) };
}

describe("the functions of the plugin", () => {
    it("return passwords without secrets, each identifier as text, from one list call", async () => {
        const core = createCore({}, vault());
        const { passwords, identifiers } = await getPasswords(runOf(core), {});
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
        assert.equal((await getPassword(runOf(core), { tag: "network" })).identifier, "313");
        assert.deepEqual(core.vault.requests, ["list"]);
    });

    it("are those of the schema, and no others", () => {
        for (const token of Object.keys(schema.functions)) {
            assert.equal(typeof findFunction(token), "function");
        }
        for (const name of ["getNotes", "constructor", "toString", ""]) {
            assert.throws(
                () => findFunction(`mysafe:index:${name}`),
                /the package mysafe has no function mysafe:index:/,
            );
        }
    });

    it("report a search that finds nothing, unless that is allowed", async () => {
        const empty: string[] = [];
        const run = runOf(createCore({}, vault()), empty);
        await getPasswords(run, { tag: "none", allowEmpty: true });
        assert.deepEqual(empty, []);
        await getPasswords(run, { tag: "none" });
        assert.deepEqual(empty, ['getPasswords({ tag: "none" })']);
    });

    it("fail with the call, for wrong arguments, for no single match and without the list", async () => {
        const run = runOf(createCore({}, vault()));
        const failing = async (args: object, of = getPassword) => (await rejection(of(run, { ...args }))).message;
        assert.match(
            await failing({ user: "m" }),
            /^getPassword: unknown argument `user`\. Use tag, username, name, url/,
        );
        assert.match(await failing({ allowEmpty: "yes" }, getPasswords), /`allowEmpty` must be true or false/);
        assert.match(
            await failing({ tag: " " }, getPasswords),
            /^getPasswords: `tag` must be a text that is not empty/,
        );
        assert.match(await failing({ tag: "none" }), /^getPassword\(\{ tag: "none" \}\) found no password\.\nCause: /);
        assert.match(
            await failing({ name: "pass" }),
            /found 2 passwords, expected one:\n- 312: Password 312, m\.souza\n/,
        );
        const without = runOf(createCore({ url: "" }));
        const { message } = await rejection(getPasswords(without, {}));
        assert.match(
            message,
            /^getPasswords\(\): a setting of pulumi-mysafe is missing or wrong:\n- mysafe:url is missing/,
        );
    });
});
