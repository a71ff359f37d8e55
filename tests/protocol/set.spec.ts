import assert from "node:assert/strict";
import { initializationFailureOf, type Properties, refusalOf } from "./support/dynamicProvider";
import { closeStages, freshProvider, openOwnStage, refusalsIn, type Stage, settingsFor } from "./support/stage";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const textOf = (kind: string) => `exports.handler = () => require("pulumi-mysafe/provider").${kind};`;
const mark = (run: string, number = 0) => ({ __declaration: { run, number, name: `leavers-${number}` } });
const set = (identifiers: Properties[string], more: Properties = {}): Properties => ({
    identifiers,
    ...more,
    __provider: textOf("passwordDisablementSet"),
});

describe("a set over the protocol", () => {
    const passwords = Array.from({ length: 60 }, (_, index) => ({ identifier: 1001 + index }));
    const numbers = passwords.map(({ identifier }) => String(identifier));
    const great = ["4294967296", "4294967295", "9007199254740991"];
    let stage: Stage;

    before(async () => {
        const all = [...passwords, ...great.map((identifier) => ({ identifier: Number(identifier) }))];
        stage = await openOwnStage({ passwords: all, latencyMs: 5 }, { "mysafe:maxRetries": "0" });
    });
    afterEach(() => stage.vault.clearFaults());
    after(closeStages);

    it("shares token, list and limit with single passwords, whoever is configured first", async () => {
        const { vault, provider } = await openOwnStage({ passwords, latencyMs: 5 }, { "mysafe:maxConcurrency": "4" });
        const single = (identifier: string): Properties => ({
            identifier,
            __provider: textOf("passwordDisablement"),
        });
        const declared = [single("1001"), set(numbers.slice(1, 30)), single("1031"), set(numbers.slice(31))];
        const checked = [];
        for (const [number, news] of declared.entries()) {
            checked.push(await provider.check({}, { ...news, ...mark("preview", number) }));
        }
        assert.deepEqual(checked.flatMap(refusalsIn), []);
        assert.deepEqual([vault.count("token"), vault.count("list"), vault.requests.length], [1, 1, 2]);
        await Promise.all(checked.map(({ inputs }) => provider.create(inputs)));
        assert.deepEqual([vault.count("token"), vault.count("disable"), vault.maxInFlight], [1, 60, 4]);
        assert.match(provider.stderr(), /^(pulumi-mysafe: leavers-[13]: 29 to disable .*\n){2}$/, "the plan of each");
    });

    it("refuses, in a preview, by the places of the list; in an update its check fails", async () => {
        const wrong = ["1001", "9999", null, ["1002"], "1001"];
        const told = refusalsIn(await stage.provider.check({}, { ...set(wrong), ...mark("preview", 1) }));
        assert.deepEqual(
            told.map((problem) => /identifiers\[\d\]/.exec(problem)?.[0]),
            [1, 2, 3, 4].map((place) => `identifiers[${place}]`),
        );
        const { failures } = await stage.provider.check({}, { ...set(wrong), ...mark("update", 1) });
        assert.deepEqual(
            failures.map(({ property }) => property),
            [2, 3, 4].map((place) => `identifiers[${place}]`),
        );
    });

    it("goes from create over diff, update and read to delete, whatever the order of what comes back", async () => {
        const { provider, vault } = stage;
        const news = set([...numbers.slice(0, 3), ...great], { reason: "CHG-1", onDestroy: "enable" });
        const { inputs } = await provider.check({}, { ...news, ...mark("update", 2) });
        const { id, outputs } = await provider.create(inputs);
        assert.deepEqual(Object.keys(outputs).sort(), [
            "__provider",
            "driftCorrected",
            "onDestroy",
            "reason",
            "results",
        ]);
        const [group] = outputs.results as Properties[];
        assert.equal(group?.identifiers, "1001-1003, 4294967295-4294967296, 9007199254740991");
        const again = await provider.check(inputs, {
            ...set([...great, ...numbers.slice(0, 3)].reverse(), { reason: "CHG-1", onDestroy: "enable" }),
            ...mark("update", 2),
        });
        assert.equal((await provider.diff(id, outputs, again.inputs)).changes, "none");
        const read = await provider.read(id, outputs);
        assert.deepEqual([read.id, read.outputs, read.inputs], [id, outputs, inputs]);
        const fewer = await provider.check(inputs, { ...set(great, { onDestroy: "enable" }), ...mark("update", 2) });
        assert.equal((await provider.diff(id, outputs, fewer.inputs)).changes, "some");
        // What this process has checked is declared by its program: a destroy, and an update of another, have their own.
        const next = await freshProvider();
        try {
            await next.configure(settingsFor(vault));
            const updated = await next.update(id, outputs, fewer.inputs);
            assert.deepEqual([vault.password(1001).active, "reason" in updated], [true, false]);
            await next.delete(id, updated);
            assert.equal(vault.password(4294967296).active, true);
        } finally {
            await next.stop();
        }
    });

    it("keeps what was done where some fail, and says the same in its message and its one reason", async () => {
        const { provider, vault } = stage;
        vault.setRights(1011, { canWrite: false });
        vault.inject({ kind: "timeout504", route: "disable", identifier: 1012 });
        const { inputs } = await provider.check({}, { ...set(numbers.slice(9, 14)), ...mark("update", 3) });
        const { id, properties, reasons, message } = await initializationFailureOf(provider.create(inputs));
        assert.match(id, /^[0-9a-f-]{36}$/);
        assert.deepEqual(
            (properties.results as Properties[]).map(({ identifiers, status }) => `${identifiers} ${status}`).sort(),
            ["1010, 1013-1014 inactive", "1012 unconfirmed"],
        );
        assert.equal(properties.__provider, textOf("passwordDisablementSet"));
        assert.equal(reasons.length, 1);
        assert.match(reasons[0] ?? "", /^2 of 5 passwords are not disabled/);
        assert.ok(message.length > 0);
        assert.match(
            await refusalOf(provider.create({ ...inputs, identifiers: { 1011: "inactive" } })),
            /^1 of 1 passwords is not disabled.*\npassword 1011: 1006/,
        );
    });

    it("lets pass what is not known yet: the list, or items of it", async () => {
        for (const [identifiers, wanted] of [
            [unknown, unknown],
            [["1020", unknown], { 1020: "inactive", "identifiers[1]": unknown }],
        ] as const) {
            const news = set(identifiers as Properties[string]);
            const checked = await stage.provider.check({}, { ...news, ...mark("preview", 4) });
            assert.deepEqual(refusalsIn(checked), []);
            assert.deepEqual(checked.inputs.identifiers, wanted);
            const diff = await stage.provider.diff("id", { results: [], driftCorrected: 0 }, checked.inputs);
            assert.equal(diff.changes, "some");
        }
    });

    it("writes no secret anywhere", () => {
        const said = stage.provider.answers() + stage.provider.stdout() + stage.provider.stderr();
        const { clientSecret, issuedTokens } = stage.vault;
        const secrets = [clientSecret, ...issuedTokens, ...stage.vault.passwords().map(({ secret }) => secret)];
        assert.ok(!secrets.some((secret) => said.includes(secret)));
    });
});
