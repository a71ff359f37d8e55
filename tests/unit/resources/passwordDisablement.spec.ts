import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { MockResourceArgs } from "@pulumi/pulumi/runtime";
import * as door from "../../../provider/src/index";
import { PasswordDisablement, type PasswordDisablementArgs } from "../../../provider/src/resources/passwordDisablement";

let registered: MockResourceArgs[] = [];

async function play(preview: boolean): Promise<void> {
    registered = [];
    await pulumi.runtime.setMocks(
        {
            newResource(args) {
                registered.push(args);
                return { id: args.name, state: { ...args.inputs, status: "inactive", outcome: "deactivated" } };
            },
            call: () => ({}),
        },
        "project",
        "stack",
        preview,
    );
}

/** What a declaration registers with the engine. */
async function register(args: PasswordDisablementArgs, opts?: pulumi.CustomResourceOptions): Promise<MockResourceArgs> {
    const resource = new PasswordDisablement(`former-dba-${registered.length}`, args, opts);
    await settled(resource.urn);
    return registered.at(-1) as MockResourceArgs;
}

function settled<T>(output: pulumi.Output<T>): Promise<T> {
    return new Promise((resolve) => output.apply(resolve));
}

describe("a declaration", () => {
    before(() => play(true));
    after(() => pulumi.runtime.resetOptions("", "", -1, "", "", false, ""));

    it("registers a dynamic resource of the package's own type", async () => {
        const { type, custom } = await register({ identifier: 312 });
        assert.equal(type, "pulumi-nodejs:dynamic/mysafe:PasswordDisablement");
        assert.equal(custom, true);
    });

    it("carries one line of provider text, short and free of paths and versions", async () => {
        const { inputs } = await register({ identifier: 312 });
        const text: string = inputs.__provider;
        assert.ok(text.length < 120, `${text.length} characters`);
        assert.doesNotMatch(text, /\n|\.\.|node_modules|dist|\d+\.\d+/);
    });

    it("carries the same text whatever it declares", async () => {
        const texts = [
            await register({ identifier: 312 }),
            await register({ identifier: "313", reason: "CHG-2041" }),
            await register({ identifier: pulumi.output(314) }),
        ].map(({ inputs }) => inputs.__provider);
        assert.equal(new Set(texts).size, 1);
    });

    it("carries the text that existing states rely on", async () => {
        const { inputs } = await register({ identifier: 312 });
        assert.equal(
            inputs.__provider,
            'exports.handler = () => require("pulumi-mysafe/provider").passwordDisablement;',
        );
    });

    it("carries text that gives the provider when it is evaluated, loading it no sooner than asked", async () => {
        const { inputs } = await register({ identifier: 312 });
        const required: string[] = [];
        const handler: { handler?: () => unknown } = {};
        const load = (name: string) => {
            required.push(name);
            return { passwordDisablement: "the provider" };
        };
        new Function("exports", "require", inputs.__provider)(handler, load);
        assert.deepEqual(required, []);
        assert.equal(handler.handler?.(), "the provider");
        assert.deepEqual(required, ["pulumi-mysafe/provider"]);
    });

    for (const [given, wanted] of [
        [312, "312"],
        ["312", "312"],
        [9_999_999, "9999999"],
        [pulumi.output(312), "312"],
        [Promise.resolve("312"), "312"],
        [1.5, "1.5"],
        ["../active/5", "../active/5"],
    ] as [pulumi.Input<number | string>, string][]) {
        it(`carries its identifier as text, and leaves judging it to the preview: ${wanted}`, async () => {
            assert.equal((await register({ identifier: given })).inputs.identifier, wanted);
        });
    }

    it("refuses `import` and `id` with what to do instead, and without a stack", () => {
        for (const opts of [{ import: "312" }, { id: "312" }]) {
            const declare = () => new PasswordDisablement("x", { identifier: 312 }, opts);
            assert.throws(
                declare,
                (error) => pulumi.RunError.isInstance(error) && /Declare it without/.test(error.message),
            );
        }
    });

    it("without arguments, as JavaScript lets one write it, is left to the preview to refuse", async () => {
        const { inputs } = await register(undefined as unknown as PasswordDisablementArgs);
        assert.equal(inputs.identifier, undefined);
    });

    it("carries its reason", async () => {
        assert.equal((await register({ identifier: 312, reason: "CHG-2041" })).inputs.reason, "CHG-2041");
        assert.equal("reason" in (await register({ identifier: 312 })).inputs, false);
    });

    it("carries what becomes of the password when it goes", async () => {
        assert.equal((await register({ identifier: 312, onDestroy: "enable" })).inputs.onDestroy, "enable");
        assert.equal("onDestroy" in (await register({ identifier: 312 })).inputs, false);
    });

    it("carries nothing else but its number and name, for check", async () => {
        const { inputs } = await register({ identifier: 312, reason: "CHG-2041" });
        assert.deepEqual(Object.keys(inputs).sort(), ["__declaration", "__provider", "identifier", "reason"]);
    });

    it("gives its outputs to the program", async () => {
        const resource = new PasswordDisablement("outputs", { identifier: 312 });
        assert.equal(await settled(resource.identifier), "312");
        assert.equal(await settled(resource.status), "inactive");
        assert.equal(await settled(resource.outcome), "deactivated");
    });

    it("leaves stack traces as it found them, also when it fails", () => {
        const before = Error.prepareStackTrace;
        new PasswordDisablement("stack", { identifier: 312 });
        assert.throws(() => new PasswordDisablement("", { identifier: 312 }));
        assert.equal(Error.prepareStackTrace, before);
    });

    it("says of which run it is, which number it has and what Pulumi calls it", async () => {
        const first = (await register({ identifier: 312 })).inputs.__declaration;
        await play(false);
        const second = (await register({ identifier: 312 })).inputs.__declaration;
        await play(true);
        assert.deepEqual([first.run, second.run], ["preview", "update"]);
        assert.equal(second.number, first.number + 1);
        assert.match(second.name, /^former-dba-\d+$/);
    });
});

describe("the public door", () => {
    it("has the resources, the component, the searches and nothing else at run time", () => {
        assert.deepEqual(Object.keys(door), [
            "ApiSecretDisablement",
            "NoteDisablement",
            "PasswordDisablement",
            "PasswordDisablementSet",
            "PasswordDisablements",
            "getPassword",
            "getPasswordOutput",
            "getPasswords",
            "getPasswordsOutput",
        ]);
    });
});
