import assert from "node:assert/strict";
import { isSecret, output, secret, unknown } from "@pulumi/pulumi";
import { combine, withFallback } from "../../../provider/src/dynamic/optionalOutput";
import { endProgram, isKnown, outputValue, startProgram } from "../support/mockEngine";

describe("an output that the state can lack", () => {
    before(() => startProgram("preview"));
    after(endProgram);

    it("is its value, or the fallback where it is unknown", async () => {
        const known = output("2026");
        assert.equal(await outputValue(withFallback(output("2027"), known, () => "never")), "2027");
        const lacking = output(unknown) as unknown as typeof known;
        assert.equal(await outputValue(withFallback(lacking, known, (other) => other)), "2026");
        assert.equal(await isKnown(withFallback(known, lacking, () => "never")), false);
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
