import assert from "node:assert/strict";
import { isSecret, output, secret, unknown } from "@pulumi/pulumi";
import { addFallback, combine } from "../../../provider/src/dynamic/optionalOutput";
import { endProgram, isKnown, outputValue, startProgram } from "../support/mockEngine";

describe("an output that the state can lack", () => {
    before(() => startProgram("preview"));
    after(endProgram);

    it("is its value, or the fallback where it is unknown", async () => {
        const known = output("2026");
        const lacking = output(unknown) as unknown as typeof known;
        const resource = { first: output("2027"), second: lacking, third: known };
        addFallback(resource, "first", known, () => "never");
        addFallback(resource, "second", known, (other) => other);
        addFallback(resource, "third", lacking, () => "never");
        assert.deepEqual([await outputValue(resource.first), await outputValue(resource.second)], ["2027", "2026"]);
        assert.equal(await isKnown(resource.third), false);
        assert.equal(resource.first, resource.first);
    });

    for (const [title, value, other] of [
        ["it", secret("a"), output("b")],
        ["the other one", output("a"), secret("b")],
    ] as const) {
        it(`is a secret where ${title} is`, async () => {
            const made = combine(value, other, (one, two) => `${one} ${two}`);
            assert.deepEqual([await outputValue(made), await isSecret(made)], ["a b", true]);
        });
    }

    it("is no secret where neither is", async () => {
        assert.equal(await isSecret(combine(output("a"), output("b"), () => "c")), false);
    });
});
