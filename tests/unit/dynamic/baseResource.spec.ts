import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { asText, MySafeResource } from "../../../provider/src/dynamic/baseResource";
import { callerKey } from "../../../provider/src/dynamic/callerInfo";
import { endProgram, lastInputs, outputValue, registered, startProgram } from "../support/mockEngine";

class Sample extends MySafeResource {
    declare readonly reason: pulumi.Output<string>;

    constructor(name: string, properties: pulumi.Inputs = {}, opts?: pulumi.CustomResourceOptions) {
        super("Sample", "sample", name, { ...properties, status: undefined }, opts);
    }
}

describe("a dynamic resource of this package", () => {
    before(() => startProgram("preview"));
    after(endProgram);

    async function providerText(): Promise<string> {
        await outputValue(new Sample(`sample-${registered.length}`).urn);
        return registered.at(-1)?.inputs.__provider;
    }

    it("registers its type, its inputs, the provider text and the caller info, and nothing else", async () => {
        await outputValue(new Sample("inputs", { reason: "CHG-1", onDestroy: undefined }).urn);
        const { type, custom, inputs } = registered.at(-1) ?? {};
        assert.deepEqual([type, custom], ["pulumi-nodejs:dynamic/mysafe:Sample", true]);
        assert.deepEqual(lastInputs(), { reason: "CHG-1" });
        assert.deepEqual(Object.keys(inputs).sort(), [callerKey, "__provider", "reason"].sort());
    });

    it("has one short line of provider text, without path and version, which states keep", async () => {
        assert.equal(await providerText(), 'exports.handler = () => require("pulumi-mysafe/provider").sample;');
    });

    it("loads the provider when the handler is called, and not before", async () => {
        const required: string[] = [];
        const exported: { handler?: () => unknown } = {};
        const load = (name: string) => {
            required.push(name);
            return { sample: "the provider" };
        };
        new Function("exports", "require", await providerText())(exported, load);
        assert.deepEqual(required, []);
        assert.equal(exported.handler?.(), "the provider");
        assert.deepEqual(required, ["pulumi-mysafe/provider"]);
    });

    it("refuses `import` and `id` with a solution", () => {
        for (const opts of [{ import: "312" }, { id: "312" }]) {
            assert.throws(
                () => new Sample("x", {}, opts),
                (error) => pulumi.RunError.isInstance(error) && /^Sample "x": .*Declare it without/.test(error.message),
            );
        }
    });

    it("restores the stack trace settings, also after an error of the constructor", () => {
        const before = Error.prepareStackTrace;
        new Sample("stack");
        assert.throws(() => new Sample(""));
        assert.equal(Error.prepareStackTrace, before);
    });

    it("resolves its inputs and outputs", async () => {
        assert.equal(await outputValue(new Sample("outputs", { reason: "CHG-1" }).reason), "CHG-1");
    });
});

describe("a declared identifier", () => {
    it("becomes text if it is a number, and stays unchanged otherwise, so that check refuses it", async () => {
        for (const [identifier, text] of [
            [312, "312"],
            ["312", "312"],
            [9_999_999, "9999999"],
            [pulumi.output(312), "312"],
            [Promise.resolve("312"), "312"],
            [1.5, "1.5"],
            ["../active/5", "../active/5"],
            [undefined, undefined],
            [[312], [312]],
        ] as [pulumi.Input<number | string>, unknown][]) {
            assert.deepEqual(await outputValue(pulumi.output(asText(identifier))), text);
        }
    });
});
