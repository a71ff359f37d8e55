import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
    PasswordDisablements,
    type PasswordDisablementsArgs,
} from "../../../provider/src/resources/passwordDisablements";
import { endPlay, play, registered, settled } from "../support/mocked";

/** Declares a component, and gives what its children are: `leavers-312: 312`. */
async function childrenOf(args: PasswordDisablementsArgs): Promise<string[]> {
    registered.length = 0;
    const component = new PasswordDisablements("leavers", args);
    await Promise.all(Object.values(component.disablements).map(({ urn }) => settled(urn)));
    return registered
        .filter(({ custom }) => custom)
        .map(({ name, inputs: { identifier } }) => `${name}: ${identifier}`)
        .sort();
}

function refusal(passwords: unknown): string {
    try {
        new PasswordDisablements("leavers", { passwords } as PasswordDisablementsArgs);
    } catch (error) {
        assert.ok(pulumi.RunError.isInstance(error), String(error));
        return error.message;
    }
    throw new Error("nothing was refused");
}

describe("the component of passwords", () => {
    before(() => play(true));
    after(endPlay);

    it("has a resource for each, named after it, in whatever form and order they come", async () => {
        const wanted = ["leavers-312: 312", "leavers-313: 313", "leavers-314: 314"];
        const entry = { identifier: "313", name: "Github", username: "u", can_write: true };
        assert.deepEqual(await childrenOf({ passwords: [312, entry, "314"] }), wanted);
        assert.deepEqual(await childrenOf({ passwords: [{ identifier: 314 }, "312", 313] }), wanted);
        assert.deepEqual(await childrenOf({ passwords: [] }), []);
    });

    it("is of its own type, and gives its children by identifier, with its reason and onDestroy", async () => {
        registered.length = 0;
        const component = new PasswordDisablements("leavers", {
            passwords: [312, "313"],
            reason: "CHG-1",
            onDestroy: "enable",
        });
        assert.equal(
            await settled(component.urn),
            "urn:pulumi:stack::project::mysafe:index:PasswordDisablements::leavers",
        );
        assert.deepEqual(Object.keys(component.disablements), ["312", "313"]);
        const { 313: child } = component.disablements;
        assert.equal(
            await settled((child as pulumi.Resource).urn),
            "urn:pulumi:stack::project::mysafe:index:PasswordDisablements$pulumi-nodejs:dynamic/mysafe:PasswordDisablement::leavers-313",
        );
        const last = registered.at(-1)?.inputs ?? {};
        assert.deepEqual([last.reason, last.onDestroy], ["CHG-1", "enable"]);
    });

    it("leaves what is no identifier to the preview of each, which tells all at once", async () => {
        const passwords = [312, "abc", null, { name: "x" }, 0, undefined, [7]] as unknown as number[];
        assert.deepEqual(
            await childrenOf({ passwords }),
            [
                "leavers-0: 0",
                "leavers-312: 312",
                "leavers-[2]: null",
                "leavers-[3]: undefined",
                "leavers-[5]: undefined",
                "leavers-[6]: undefined",
                "leavers-abc: abc",
            ].sort(),
        );
    });

    for (const [what, passwords, says] of [
        [
            "an output",
            pulumi.output([312]),
            /^PasswordDisablements "leavers": `passwords` is an output\. .*PasswordDisablementSet/,
        ],
        ["missing", undefined, /`passwords` is missing\. Set it to a list/],
        ["a text", "312", /`passwords` is no list\. Set it to a list/],
        ["a Set", new Set([312]), /`passwords` is no list\. Set it to a list/],
        ["a promise", Promise.resolve([312]), /`passwords` is (no list|a promise)\./],
        [
            "twice the same",
            [312, 313, "312"],
            /password 312 is in `passwords` twice, the second time at passwords\[2\]/,
        ],
        [
            "twice the same as entries",
            [{ identifier: "312" }, { identifier: 312 }],
            /password 312 is in `passwords` twice/,
        ],
    ] as const) {
        it(`refuses, in words that mend it, passwords that are ${what}`, () => {
            assert.match(refusal(passwords), says);
        });
    }

    for (const [what, passwords] of [
        ["an output", [312, pulumi.output(313)]],
        ["an entry with an output", [312, { identifier: pulumi.output(313) }]],
        ["a promise", [312, Promise.resolve(313)]],
    ] as const) {
        it(`refuses an item that nobody knows when the program runs, since names are made of it: ${what}`, () => {
            assert.match(refusal(passwords), /passwords\[1\].*(output|promise)/);
        });
    }

    it("refuses no arguments at all", () => {
        const declare = () => new PasswordDisablements("leavers", undefined as unknown as PasswordDisablementsArgs);
        assert.throws(declare, /`passwords` is missing/);
    });
});
