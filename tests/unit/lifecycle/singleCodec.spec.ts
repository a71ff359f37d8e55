import assert from "node:assert/strict";
import { apiSecretKind, noteKind, passwordKind } from "../../../provider/src/client/kinds";
import { singleCodec } from "../../../provider/src/lifecycle/singleCodec";
import { unknownValue } from "../../../provider/src/shared/properties";
import { disabledAt, entriesOf, inactiveEntry, rows, vaultUrl } from "../support/core";

const read = (olds: object, news: object, kind = passwordKind) =>
    singleCodec.readDeclaration({ ...olds }, { ...news }, kind);

describe("the codec of a single", () => {
    it("keeps the inputs of a declaration, the identifier as text, and the wanted status", () => {
        const news = { identifier: 312, reason: "CHG-1", onDestroy: "leave", __provider: "text" };
        assert.deepEqual(read({}, news).inputs, { ...news, identifier: "312", status: "inactive" });
    });

    it("keeps no option that is null or undefined", () => {
        const { inputs } = read({}, { identifier: "312", reason: null, onDestroy: undefined });
        assert.deepEqual(inputs, { identifier: "312", status: "inactive" });
    });

    for (const [title, olds, identifier, isNew, isDue] of [
        ["is new at first", {}, 312, true, true],
        ["is neither new nor due where it is unchanged", { identifier: "312", status: "inactive" }, 312, false, false],
        ["is due where a refresh found it active", { identifier: "312", status: "active" }, 312, false, true],
        ["is due where a refresh did not find it", { identifier: "312", status: "missing" }, 312, false, true],
        ["is not due where an older state has no status", { identifier: "312" }, 312, false, false],
        ["is new where it replaces another", { identifier: "313", status: "inactive" }, 312, true, true],
        ["is new where it is unknown yet", { identifier: "312", status: "inactive" }, unknownValue, true, true],
    ] as const) {
        it(`declares a password that ${title}`, () => {
            const expected = typeof identifier === "number" ? String(identifier) : identifier;
            const { declared } = read(olds, { identifier });
            const lastStatus = isDue && !isNew ? olds.status : undefined;
            assert.deepEqual(
                declared.map((one) => ({ ...one, lastStatus: one.isNew ? undefined : one.lastStatus })),
                [{ kind: passwordKind, property: "identifier", identifier: expected, isNew, isDue, lastStatus }],
            );
        });
    }

    it("keeps an unknown identifier under a name that no state has", () => {
        const { inputs } = read({ identifier: "312" }, { identifier: unknownValue });
        assert.equal(inputs.identifier, unknownValue);
        assert.deepEqual([...singleCodec.desiredStatuses(inputs, new Map()).keys()], ["identifier"]);
    });

    it("declares nothing for a malformed identifier, and returns all malformed inputs", () => {
        const { declared, failures } = read({}, { identifier: "x", reason: 7 });
        assert.deepEqual([declared, rows(failures, "property")], [[], ["identifier", "reason"]]);
    });

    for (const kind of [noteKind, apiSecretKind]) {
        it(`refuses onDestroy for ${kind.noun}s`, () => {
            const { failures } = read({}, { identifier: 312, onDestroy: "restore" }, kind);
            assert.deepEqual(rows(failures, "property", "summary"), [`onDestroy is not available for ${kind.noun}s`]);
        });
    }

    it("encodes and decodes its one entry", () => {
        const entries = entriesOf({ 312: { driftCorrections: 2 } });
        const inputs = { identifier: "312", reason: "CHG-1", __provider: "text" };
        const outputs = singleCodec.encode(inputs, entries);
        assert.deepEqual(outputs, { identifier: "312", reason: "CHG-1", ...inactiveEntry, driftCorrections: 2 });
        assert.deepEqual(singleCodec.decode(outputs), entries);
    });

    it("omits a count of zero drifts", () => {
        const outputs = singleCodec.encode({ identifier: "312" }, entriesOf({ 312: {} }));
        assert.equal("driftCorrections" in outputs, false);
        assert.deepEqual(singleCodec.decode(outputs), entriesOf({ 312: {} }));
    });

    it("decodes a state of earlier versions", () => {
        const outputs = {
            identifier: 312,
            status: "inactive",
            outcome: "deactivated",
            disabledAt,
            vaultUrl,
            message: "",
        };
        assert.deepEqual(singleCodec.decode(outputs), entriesOf({ 312: {} }));
    });

    it("sets the input status to what a refresh found, because only an update settles unconfirmed requests", () => {
        const inputs = (["active", "inactive", "missing", "unconfirmed"] as const).map((status) =>
            singleCodec.refreshedInputs({ identifier: "312" }, entriesOf({ 312: { status } })),
        );
        assert.deepEqual(rows(inputs, "identifier", "status"), [
            "312 active",
            "312 inactive",
            "312 missing",
            "312 inactive",
        ]);
    });
});
