import assert from "node:assert/strict";
import { until } from "../support/until";
import { inputsOfOne, inputsOfSet } from "./support/inputs";
import { errorOf, initFailureOf, type Properties } from "./support/providerProcess";
import { closeStages, openStage, type Stage } from "./support/stage";

describe("an incomplete resource", () => {
    const inputs = inputsOfOne(312, { reason: "CHG-2041" });
    const passwords = [312, 1010, 1011, 1012, 1013].map((identifier) => ({ identifier }));
    let stage: Stage;
    let kept: Properties;

    before(async () => {
        stage = await openStage({ passwords }, { "mysafe:maxRetries": "0" });
        kept = { ...inputs, name: "Password 312", status: "unconfirmed", vaultUrl: stage.vault.url };
    });
    after(closeStages);

    it("has id, outputs, provider text and a reason of three lines after an unconfirmed create", async () => {
        stage.vault.inject({ kind: "timeout504", route: "disable", act: true });
        const { id, properties, reasons, message } = await initFailureOf(stage.provider.create(inputs));
        assert.deepEqual([id, properties], ["312", kept]);
        assert.match(message, /^password 312 .* failed: 504 .*\nCause: .+\nSolution: .+$/);
        // The engine prints reasons in a list, which indents each line after the first.
        assert.deepEqual(reasons, [message.replaceAll("\n", "\n\t  ")]);
    });

    it("stays incomplete after an unconfirmed update, and is complete after the next", async () => {
        const { vault, provider } = stage;
        vault.inject({ kind: "reset", route: "disable" });
        const { id, properties } = await initFailureOf(provider.update("312", kept, inputs));
        assert.deepEqual([id, properties], ["312", kept]);
        const { status, outcome } = await provider.update("312", kept, inputs);
        assert.deepEqual([status, outcome], ["inactive", "already-inactive"]);
    });

    it("has the confirmed entries of a set, with one reason for all others", async () => {
        const { provider, vault } = stage;
        vault.setRights(1011, { canWrite: false });
        vault.inject({ kind: "timeout504", route: "disable", identifier: 1012 });
        const set = inputsOfSet([1010, 1011, 1012, 1013], { onDestroy: "leave" });
        const { id, properties, reasons } = await initFailureOf(provider.create(set));
        assert.match(id, /^[0-9a-f-]{36}$/);
        const { results, names, ...others } = properties;
        assert.equal(names, "1010 Password 1010\n1012 Password 1012\n1013 Password 1013");
        assert.deepEqual(
            (results as Properties[]).map(({ identifiers, status }) => `${identifiers} ${status}`).sort(),
            ["1010, 1013 inactive", "1012 unconfirmed"],
        );
        assert.deepEqual(others, { onDestroy: "leave", driftCorrections: 0, __provider: set.__provider });
        assert.equal(reasons.length, 1);
        assert.match(
            reasons[0] ?? "",
            /^2 of 4 passwords are not disabled[^\n]*\n\t {2}password 1011 Password 1011: 1006: /,
        );
    });
});

describe("a cancelled run", () => {
    after(closeStages);

    it("ends the request in progress and sends no other", async () => {
        const { vault, provider } = await openStage();
        vault.inject({ kind: "hang", route: "disable" });
        const inProgress = initFailureOf(provider.create(inputsOfOne(312)));
        await until(() => vault.count("disable") > 0);
        await provider.cancel();
        assert.match((await inProgress).message, /\nCause: the run was cancelled\./);
        assert.match(
            await errorOf(provider.create(inputsOfOne(313))),
            /^POST api\/mysafe\/password\/inactive\/313 failed: .*\nCause: the run was cancelled\./,
        );
        assert.deepEqual([vault.count("disable"), provider.stderr()], [1, ""]);
    });
});
