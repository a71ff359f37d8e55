import assert from "node:assert/strict";
import { apiSecretKind, noteKind, type ObjectKind, passwordKind } from "../../../provider/src/client/kinds";
import { refusalsKey } from "../../../provider/src/dynamic/callerInfo";
import { createRunContext } from "../../../provider/src/lifecycle/context";
import { createLifecycle } from "../../../provider/src/lifecycle/lifecycle";
import type { Settings } from "../../../provider/src/settings/settings";
import { VaultError } from "../../../provider/src/shared/errors";
import { now } from "../support/lifecycle";
import { closeAll, open, rejection } from "../support/vault";

/** A lifecycle of each kind, in one run in front of one vault. */
async function beginAll(changes?: Partial<Settings>) {
    const opened = await open({}, changes);
    const { settings, vault } = opened;
    const told: string[] = [];
    const run = createRunContext({
        settings: () => settings,
        vault: () => vault,
        now: () => now,
        tell: (line) => told.push(line),
    });
    const of = (kind: ObjectKind) => createLifecycle(run, kind);
    return { ...opened, told, note: of(noteKind), apiSecret: of(apiSecretKind), password: of(passwordKind) };
}

const inPreview = (number: number) => ({ __declaration: { run: "preview", number, name: `r${number}` } });

for (const [kind, active, inactive, refused] of [
    [noteKind, "21", "22", "23"],
    [apiSecretKind, "31", "32", "33"],
] as const) {
    const { noun, route } = kind;
    const operations = async () => {
        const all = await beginAll();
        return { ...all, lifecycle: kind === noteKind ? all.note : all.apiSecret };
    };

    describe(`the disablement of a ${noun}`, () => {
        afterEach(closeAll);

        it("makes its one call, and keeps what the vault said", async () => {
            const { simulator, lifecycle } = await operations();
            const { inputs } = await lifecycle.check({}, { identifier: active, reason: "CHG-2041" });
            const { id, outs } = await lifecycle.create(inputs);
            assert.equal(id, active);
            assert.deepEqual(outs, {
                identifier: active,
                reason: "CHG-2041",
                status: "inactive",
                outcome: "deactivated",
                disabledAt: now.toISOString(),
                vaultUrl: simulator.url,
            });
            const { path } = simulator.requests.at(-1) ?? {};
            assert.equal(path, `/api/mysafe/${route}/inactive/${active}`);
            assert.deepEqual([simulator.count("list"), simulator.count("read")], [0, 0], "no call lists or reads one");
        });

        it("takes over what is inactive already", async () => {
            const { lifecycle } = await operations();
            const { outs } = await lifecycle.create({ identifier: inactive, status: "inactive" });
            assert.equal(outs.outcome, "already-inactive");
        });

        for (const [identifier, code, cause] of [
            ["9999", 1005, `this vault has no ${noun} with this identifier`],
            [refused, 1006, `the access key may not edit this ${noun}.`],
        ] as const) {
            it(`is refused with ${code} in words about it`, async () => {
                const { lifecycle } = await operations();
                const error = await rejection(lifecycle.create({ identifier, status: "inactive" }));
                assert.ok(error instanceof VaultError);
                assert.equal(error.code, code);
                assert.match(error.message, new RegExp(`^POST api/mysafe/${route}/inactive/${identifier} failed: `));
                assert.ok(error.explanation.cause.startsWith(cause), error.message);
                assert.doesNotMatch(error.message, /password/);
            });
        }

        it("knows nothing new at a refresh, and stays as it is when it goes", async () => {
            const { simulator, lifecycle, told } = await operations();
            const { id, outs } = await lifecycle.create({ identifier: active, status: "inactive" });
            const met = simulator.requests.length;
            assert.deepEqual(await lifecycle.read(id, { ...outs }), { id, props: outs });
            await lifecycle.delete(id, { ...outs });
            assert.equal(simulator.requests.length, met);
            assert.deepEqual(told, [`${noun} ${active} is left as it is, inactive when last seen`]);
        });

        it("keeps another reason without a call", async () => {
            const { simulator, lifecycle } = await operations();
            const { id, outs } = await lifecycle.create({ identifier: active, status: "inactive" });
            const met = simulator.requests.length;
            const news = { identifier: active, status: "inactive", reason: "CHG-2042" };
            assert.deepEqual(await lifecycle.diff(id, { ...outs }, news), { changes: true, replaces: [] });
            assert.deepEqual(await lifecycle.update(id, { ...outs }, news), { outs: { ...outs, reason: "CHG-2042" } });
            assert.equal(simulator.requests.length, met);
        });

        it("refuses what is no identifier, and onDestroy, which would need a call that enables it", async () => {
            const { lifecycle } = await operations();
            const { failures } = await lifecycle.check({}, { identifier: "x", onDestroy: "enable" });
            assert.deepEqual(
                failures.map(({ property }) => property),
                ["identifier", "onDestroy"],
            );
            assert.match(failures[0]?.reason ?? "", new RegExp(`the vault shows for the ${noun}, such as 312`));
            assert.match(failures[1]?.reason ?? "", new RegExp(`no call that enables ${noun}s`));
        });
    });
}

describe("kinds of disablements in one run", () => {
    afterEach(closeAll);

    it("have numbers of their own: a note and a password with the same one are not declared twice", async () => {
        const { note, password } = await beginAll({ preflight: "off" });
        const checks = [
            await note.check({}, { identifier: "312", ...inPreview(0) }),
            await password.check({}, { identifier: "312", ...inPreview(1) }),
            await note.check({}, { identifier: "312", ...inPreview(2) }),
        ];
        const refusals = checks.map(({ inputs }) => JSON.stringify(inputs[refusalsKey] ?? null));
        assert.deepEqual(refusals.slice(0, 2), ["null", "null"]);
        assert.match(refusals[2] ?? "", /note 312 is declared twice.*Cause: resource 'r0'/);
    });

    it("do not keep one another: a password that goes is enabled though a note has its number", async () => {
        const { simulator, note, password } = await beginAll();
        const { outs } = await password.create({ identifier: "312", onDestroy: "enable", status: "inactive" });
        await note.check({}, { identifier: "312" });
        await password.delete("312", { ...outs });
        assert.equal(simulator.password(312).active, true);
    });

    it("count together for mysafe:maxDisablements; mysafe:neverDisable is about passwords alone", async () => {
        const neverDisable = [{ text: "21", needsList: false, protects: (identifier: string) => identifier === "21" }];
        const { note, apiSecret } = await beginAll({ maxDisablements: 1, neverDisable });
        assert.deepEqual((await note.check({}, { identifier: "21" })).failures, []);
        const [failure] = (await apiSecret.check({}, { identifier: "31" })).failures;
        assert.match(failure?.reason ?? "", /more new disablements than mysafe:maxDisablements allows \(1\)/);
    });

    it("ask the vault nothing before a note is disabled, whatever mysafe:preflight is", async () => {
        const { simulator, note } = await beginAll({ preflight: "strict" });
        assert.deepEqual((await note.check({}, { identifier: "9999", ...inPreview(0) })).failures, []);
        assert.deepEqual(simulator.requests, []);
    });
});
