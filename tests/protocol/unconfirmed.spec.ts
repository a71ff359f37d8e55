import assert from "node:assert/strict";
import { until } from "../support/until";
import { declared } from "./support/declared";
import { initializationFailureOf, type Properties, refusalOf } from "./support/dynamicProvider";
import { closeStages, openOwnStage, type Stage } from "./support/stage";

describe("a disable that was sent and never confirmed", () => {
    const declaration = declared("update", { identifier: 312, reason: "CHG-2041" });
    const changed = declared("update", { identifier: 313, reason: "CHG-2041" });
    let stage: Stage;
    let inputs: Properties;
    let kept: Properties;

    before(async () => {
        stage = await openOwnStage({}, { "mysafe:maxRetries": "0" });
        inputs = (await stage.provider.check({}, await declaration())).inputs;
    });
    after(closeStages);

    it("keeps the resource, with the provider's text and one reason of three lines", async () => {
        const { vault, provider } = stage;
        vault.inject({ kind: "timeout504", route: "disable", act: true });
        const { id, properties, reasons } = await initializationFailureOf(provider.create(inputs));
        assert.equal(id, "312");
        assert.deepEqual(properties, {
            identifier: "312",
            reason: "CHG-2041",
            status: "unconfirmed",
            vaultUrl: vault.url,
            driftCorrected: 0,
            __provider: inputs.__provider,
        });
        const [reason = "", ...others] = reasons;
        assert.deepEqual(others, []);
        const lines = reason.split("\n");
        assert.equal(lines.length, 3, reason);
        assert.match(
            lines[0] ?? "",
            /^password 312 may be active or inactive: its disabling was sent and never confirmed: POST api\/mysafe\/password\/inactive\/312 failed: 504 /,
        );
        assert.match(lines[1] ?? "", /^\t {2}Cause: \S/);
        assert.match(lines[2] ?? "", /^\t {2}Solution: run `pulumi up` again: /);
        kept = properties;
    });

    it("is a change to the next preview, which says why, once", async () => {
        const { provider } = stage;
        assert.deepEqual(await provider.check(kept, await declaration()), { inputs, failures: [] });
        for (let times = 0; times < 2; times += 1) {
            assert.deepEqual(await provider.diff("312", kept, inputs), {
                changes: "some",
                replaces: [],
                deleteBeforeReplace: false,
            });
        }
        assert.equal(provider.stderr().match(/an earlier run sent calls that were never confirmed/g)?.length, 1);
        assert.deepEqual((await provider.diff("312", kept, await changed())).replaces, ["identifier"]);
    });

    it("stays so when an update is not answered either, or was not sent", async () => {
        const { vault, provider } = stage;
        vault.inject({ kind: "reset", route: "disable" });
        const again = await initializationFailureOf(provider.update("312", kept, inputs));
        assert.deepEqual([again.id, again.properties], ["312", kept]);
        vault.inject({ kind: "rateLimit429", route: "disable" });
        assert.match(await refusalOf(provider.update("312", kept, inputs)), /failed: 429/);
    });

    it("is settled by an update, to every output that a create returns", async () => {
        const { disabledAt = "", ...outputs } = await stage.provider.update("312", kept, inputs);
        assert.deepEqual(outputs, {
            identifier: "312",
            reason: "CHG-2041",
            status: "inactive",
            outcome: "already-inactive",
            message: "Password has already been deactivated",
            vaultUrl: stage.vault.url,
            driftCorrected: 0,
            __provider: inputs.__provider,
        });
        assert.ok(disabledAt);
        assert.equal(
            (await stage.provider.diff("312", { ...outputs, disabledAt } as Properties, inputs)).changes,
            "none",
        );
    });

    it("leaves the stack with a warning, and one that was confirmed without one", async () => {
        const { provider } = stage;
        await provider.delete("313", { ...kept, identifier: "313", status: "inactive" });
        await provider.delete("312", kept);
        await until(() => /leaves the stack/.test(provider.stderr()));
        assert.match(
            provider.stderr(),
            /warning: password 312 leaves the stack, and its disabling was never confirmed/,
        );
        assert.match(provider.stderr(), /^pulumi-mysafe: password 313 is left as it is, inactive when last seen$/m);
    });
});

describe("a run that is cancelled", () => {
    const first = declared("update", { identifier: 312 });
    const second = declared("update", { identifier: 313 });

    afterEach(closeStages);

    it("abandons what is under way, and sends nothing any more", async () => {
        const { vault, provider } = await openOwnStage();
        vault.inject({ kind: "hang", route: "disable" });
        const underWay = initializationFailureOf(provider.create(await first()));
        await until(() => vault.count("disable") > 0);
        await provider.cancel();
        assert.match((await underWay).message, /interrupted before its answer came\nCause: the run was cancelled\./);
        assert.match(
            await refusalOf(provider.create(await second())),
            /^POST api\/mysafe\/password\/inactive\/313 failed: cancelled\nCause: the run was cancelled\./,
        );
        assert.equal(vault.count("disable"), 1);
        assert.equal(provider.stderr(), "");
    });
});
