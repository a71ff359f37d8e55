import assert from "node:assert/strict";
import { wireUnknown } from "../../provider/src/dynamic/wireValues";
import { inputsOfOne, providerText } from "./support/inputs";
import type { Properties } from "./support/providerProcess";
import { runProgram, valueFromElsewhere } from "./support/runProgram";
import { closeStages, openStage, type Stage } from "./support/stage";

const declarations = {
    well: { identifier: 312, reason: "CHG-2041" },
    wrong: { identifier: "abc", reason: 7 },
    missing: { identifier: 9999 },
    unknown: { identifier: "elsewhere", reason: "elsewhere" },
    set: { identifiers: [313, 9998, 1.5], reason: "CHG-2041" },
    unknownSet: { identifiers: [340, "elsewhere"] },
};
type Declared = Record<keyof typeof declarations, Properties>;

async function declare(phase: "preview" | "update"): Promise<Declared> {
    const inputs = await runProgram(phase, Object.values(declarations));
    return Object.fromEntries(Object.keys(declarations).map((key, index) => [key, inputs[index]])) as Declared;
}

describe("check of a registered resource", () => {
    let previewed: Declared;
    let updated: Declared;
    let stage: Stage;

    before(async function () {
        // The hook runs two programs, which are slow on a busy machine.
        this.timeout(60_000);
        [previewed, updated, stage] = await Promise.all([declare("preview"), declare("update"), openStage()]);
    });
    after(closeStages);

    const check = (news: Properties) => stage.provider.check({}, news);

    it("receives inputs, provider text and caller info", () => {
        for (const [phase, { well, set }] of Object.entries({ preview: previewed, update: updated })) {
            const { __caller: caller, ...inputs } = well;
            const expected = { identifier: "312", reason: "CHG-2041", __provider: providerText("passwordDisablement") };
            assert.deepEqual(inputs, expected);
            assert.deepEqual(caller, {
                phase,
                name: "resource-0",
                place: (caller as Properties).place,
                isSecret: false,
            });
            assert.deepEqual(set.identifiers, { list: "313,9998,1.5" });
        }
    });

    it("returns the same inputs in a preview and in an update, without the caller info", async () => {
        const expected = { inputs: inputsOfOne(312, { reason: "CHG-2041" }), failures: [] };
        const { inputs, failures } = await check(previewed.well);
        const { __preview, __name, ...others } = inputs;
        assert.deepEqual({ inputs: others, failures }, expected);
        assert.deepEqual(await check(updated.well), expected);
    });

    it("returns the plan of a preview among the inputs, as data", async () => {
        const { inputs } = await check(previewed.well);
        const { groups } = JSON.parse(inputs.__preview as string);
        assert.deepEqual(
            [inputs.__name, groups[0].action, groups[0].items],
            ["resource-0", "disable", ["312 Oracle production, former DBA (m.souza)"]],
        );
    });

    it("returns the refusals of a preview among the inputs, as data", async () => {
        const { inputs, failures } = await check(previewed.wrong);
        assert.deepEqual(failures, []);
        const refusals = inputs.__preview as string[];
        assert.deepEqual(
            refusals.map((message) => message.split(" has", 1)[0]),
            ["resource 'resource-1': property identifier value {abc}", "resource 'resource-1': property reason"],
        );
        const [refusal] = (await check(previewed.missing)).inputs.__preview as string[];
        assert.match(
            refusal ?? "",
            /^resource 'resource-2': .* \{9999\} has a problem: 1005: Password not found\nCause: .+\nSolution: .+$/,
        );
    });

    it("fails in an update, with the property and the reason", async () => {
        const { failures } = await check(updated.wrong);
        assert.deepEqual(
            failures.map(({ property }) => property),
            ["identifier", "reason"],
        );
        assert.match(failures[0]?.reason ?? "", /^must be a whole number from .+\nCause: it is "abc"\.\nSolution: .+$/);
    });

    it("returns the place in the list of a set", async () => {
        const refusals = (await check(previewed.set)).inputs.__preview as string[];
        assert.deepEqual(
            refusals.map((message) => /identifiers\[\d\]/.exec(message)?.[0]),
            ["identifiers[1]", "identifiers[2]"],
        );
        const { failures } = await check(updated.set);
        assert.deepEqual(
            failures.map(({ property }) => property),
            ["identifiers[2]"],
        );
    });

    it("accepts unknown values in a preview, and their values in the update", async () => {
        const __provider = providerText("passwordDisablement");
        const { __preview, __name, ...previewedInputs } = (await check(previewed.unknown)).inputs;
        const expected = { identifier: wireUnknown, reason: wireUnknown, status: "inactive", __provider };
        assert.deepEqual(previewedInputs, expected);
        const { inputs } = await check(updated.unknown);
        assert.deepEqual([inputs.identifier, inputs.reason], [valueFromElsewhere, valueFromElsewhere]);
        const set = await check(previewed.unknownSet);
        assert.deepEqual(set.inputs.identifiers, { 340: "inactive", "identifiers[1]": wireUnknown });
        const updatedSet = await check(updated.unknownSet);
        assert.deepEqual(updatedSet.inputs.identifiers, { 314: "inactive", 340: "inactive" });
    });

    it("prints nothing, and sends no request twice", () => {
        const { vault, provider } = stage;
        assert.equal(provider.stderr(), "");
        // The list lacks 340, which is inactive, and 9998 and 9999, which do not exist.
        assert.deepEqual([vault.count("token"), vault.count("list"), vault.count("read")], [1, 1, 3]);
        assert.equal(vault.requests.length, 5);
        assert.deepEqual(vault.secretsServed, []);
    });
});

describe("a program that receives refusals", () => {
    it("logs them, and fails with the exit code for logged errors", async () => {
        const message = "resource 'resource-0': 1005: Password not found";
        const program = runProgram("preview", [{ identifier: 9999 }], { __preview: [message] });
        await assert.rejects(program, (error: Error) => {
            return error.message.startsWith("the program failed (32):") && error.message.includes(message);
        });
    }).timeout(60_000);
});
