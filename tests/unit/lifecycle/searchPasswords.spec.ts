import assert from "node:assert/strict";
import { searchPasswords } from "../../../provider/src/lifecycle/searchPasswords";
import { createCore, rejection } from "../support/core";
import { FakeVault } from "../support/fakeVault";

const vault = () => new FakeVault().set(312, { username: "m.souza" }).set(313, { tags: ["network"] });

describe("a search of a run", () => {
    it("returns the passwords that match, from one list call for all searches", async () => {
        const { context, vault: asked } = createCore({}, vault());
        const identifiersOf = async (filters: object) =>
            (await searchPasswords(context, filters, "a search")).map(({ identifier }) => identifier);
        assert.deepEqual(await identifiersOf({}), [312, 313]);
        assert.deepEqual(await identifiersOf({ tag: "network" }), [313]);
        assert.deepEqual(await identifiersOf({ tag: "none" }), []);
        assert.deepEqual(asked.requests, ["list"]);
    });

    it("fails with the call where it gets no list", async () => {
        const { context } = createCore({ url: "" });
        const { name, message } = await rejection(searchPasswords(context, {}, "a search"));
        assert.equal(name, "SearchError");
        assert.match(message, /^a search: a setting of pulumi-mysafe is missing or wrong:\n- mysafe:url is missing/);
    });
});
