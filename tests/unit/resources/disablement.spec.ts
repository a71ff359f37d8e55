import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ApiSecretDisablement, type DisablementArgs, NoteDisablement } from "../../../provider/src/index";
import { endPlay, play, registered, settled } from "../support/mocked";

for (const [kind, operations, Resource] of [
    ["NoteDisablement", "noteDisablement", NoteDisablement],
    ["ApiSecretDisablement", "apiSecretDisablement", ApiSecretDisablement],
] as const) {
    describe(`the declaration of a ${kind}`, () => {
        before(() => play(true));
        after(endPlay);

        async function inputsOf(args: DisablementArgs): Promise<Record<string, unknown>> {
            await settled(new Resource(`x-${registered.length}`, args).urn);
            return registered.at(-1)?.inputs as Record<string, unknown>;
        }

        it("registers a dynamic resource with the text that states rely on, and nothing else but what it declares", async () => {
            const inputs = await inputsOf({ identifier: 21, reason: "CHG-1" });
            assert.equal(registered.at(-1)?.type, `pulumi-nodejs:dynamic/mysafe:${kind}`);
            const { __declaration: _, __provider, ...others } = inputs;
            assert.equal(__provider, `exports.handler = () => require("pulumi-mysafe/provider").${operations};`);
            assert.deepEqual(others, { identifier: "21", reason: "CHG-1" });
        });

        it("passes on an `onDestroy` of a program without types, which the preview then refuses", async () => {
            const args = { identifier: 21, onDestroy: "enable" } as DisablementArgs;
            assert.equal((await inputsOf(args)).onDestroy, "enable");
        });

        it("leaves a declaration without arguments to the preview", async () => {
            assert.equal("identifier" in (await inputsOf(undefined as unknown as DisablementArgs)), false);
        });

        it("refuses `import` and `id` with what to do instead", () => {
            for (const opts of [{ import: "21" }, { id: "21" }]) {
                assert.throws(
                    () => new Resource("x", { identifier: 21 }, opts),
                    (error) => pulumi.RunError.isInstance(error) && error.message.startsWith(`${kind} "x": `),
                );
            }
        });
    });
}
