import assert from "node:assert/strict";
import { passwordKind } from "../../../provider/src/client/kinds";
import { declaredIdentifiers, setCodec } from "../../../provider/src/lifecycle/setCodec";
import { unknownValue } from "../../../provider/src/shared/properties";
import { entriesOf, inactiveEntry, rows } from "../support/core";

const read = (olds: object, news: object) => setCodec.readDeclaration({ ...olds }, { ...news }, passwordKind);
const known = { identifiers: { 312: "inactive", 313: "active" } };
const options = { reason: "CHG-1", onDestroy: "restore", additive: true };
const { driftCorrections: _, ...group } = inactiveEntry;

describe("the codec of a set", () => {
    it("keeps identifiers as keys, since the engine compares lists by position", () => {
        const news = { ...options, identifiers: [313, "312"], __provider: "text" };
        assert.deepEqual(read({}, news).inputs, { ...news, identifiers: { 312: "inactive", 313: "inactive" } });
    });

    it("keeps no option that is null or undefined", () => {
        const { inputs } = read({}, { identifiers: [], reason: null, onDestroy: undefined, additive: null });
        assert.deepEqual(inputs, { identifiers: {} });
    });

    it("marks each place as new, re-enabled or unchanged", () => {
        const { declared } = read(known, { identifiers: [312, 313, 314] });
        const place = { kind: passwordKind, property: "identifiers" };
        assert.deepEqual(declared, [
            { ...place, index: 0, identifier: "312", isNew: false, isDue: false, lastStatus: undefined },
            { ...place, index: 1, identifier: "313", isNew: false, isDue: true, lastStatus: "active" },
            { ...place, index: 2, identifier: "314", isNew: true, isDue: true, lastStatus: undefined },
        ]);
    });

    it("declares an unknown item as neither new nor due, and keeps its place", () => {
        const { inputs, declared } = read(known, { identifiers: [312, unknownValue] });
        assert.deepEqual(declaredIdentifiers(inputs), ["312", "identifiers[1]"]);
        assert.deepEqual(rows(declared, "index", "isNew", "isDue"), ["0 false false", "1 false false"]);
        assert.equal(declared[1]?.identifier, unknownValue);
    });

    it("passes an unknown list", () => {
        const { inputs, declared, failures } = read(known, { identifiers: unknownValue });
        assert.deepEqual([inputs.identifiers, failures], [unknownValue, []]);
        assert.deepEqual(rows(declared, "property", "isNew", "isDue"), ["identifiers false false"]);
        assert.equal(declared[0]?.identifier, unknownValue);
        assert.deepEqual(declaredIdentifiers(inputs), []);
    });

    it("reads the inputs of the last run, which the engine passes with ignoreChanges", () => {
        const { inputs, declared } = read(known, known);
        assert.deepEqual(declaredIdentifiers(inputs), ["312", "313"]);
        assert.deepEqual(rows(declared, "isDue"), ["false", "true"]);
    });

    it("refuses a value that is not a list", () => {
        const { declared, failures } = read({}, { identifiers: 312 });
        assert.deepEqual(declared, []);
        assert.deepEqual(rows(failures, "property", "summary"), ["identifiers must be a list of identifiers"]);
    });

    it("returns malformed options, and each malformed item with its place", () => {
        const { declared, failures } = read({}, { identifiers: [312, "x", 0], reason: 7, onDestroy: "x", additive: 1 });
        assert.deepEqual(rows(declared, "identifier"), ["312"]);
        const malformed = ["reason", "onDestroy", "additive", "identifiers 1", "identifiers 2"];
        assert.deepEqual(rows(failures, "property", "index"), malformed);
    });

    it("keeps removed passwords in an additive set", () => {
        const { inputs, declared } = read(known, { identifiers: [314], additive: true });
        assert.deepEqual(declaredIdentifiers(inputs), ["312", "313", "314"]);
        const expected = ["314 0 true true", "312 false false true", "313 false true true"];
        assert.deepEqual(rows(declared, "identifier", "index", "isNew", "isDue", "isUnlisted"), expected);
    });

    it("includes passwords of an unfinished run in an additive set", () => {
        const inputs = { identifiers: { 312: "inactive" }, additive: true };
        const desired = setCodec.desiredStatuses(inputs, entriesOf({ 312: {}, 313: {} }));
        assert.deepEqual(Object.fromEntries(desired), { 312: "inactive", 313: "inactive" });
    });

    const missing = { identifiers: { 312: "missing", 313: "inactive" } };

    it("keeps a missing password in an additive set as a record, which no update disables", () => {
        const { inputs, declared } = read(missing, { identifiers: [313], additive: true });
        assert.deepEqual(inputs.identifiers, missing.identifiers);
        const expected = ["313 0 false false", "312 false false true"];
        assert.deepEqual(rows(declared, "identifier", "index", "isNew", "isDue", "isUnlisted"), expected);
        const desired = setCodec.desiredStatuses(inputs, entriesOf({ 312: { status: "missing" }, 313: {} }));
        assert.deepEqual(Object.fromEntries(desired), missing.identifiers);
    });

    for (const additive of [true, false]) {
        it(`declares a missing password as due if the program lists it: additive ${additive}`, () => {
            const { inputs, declared } = read(missing, { identifiers: [313, 312], additive });
            assert.deepEqual(inputs.identifiers, { 312: "inactive", 313: "inactive" });
            assert.deepEqual(rows(declared, "identifier", "isNew", "isDue"), ["313 false false", "312 false true"]);
        });
    }

    it("drops a missing password that the program no longer lists", () => {
        assert.deepEqual(read(missing, { identifiers: [313] }).inputs.identifiers, { 313: "inactive" });
    });

    it("encodes options, groups of entries and the sum of drifts, and decodes the entries", () => {
        const entries = entriesOf({ 1: {}, 2: { driftCorrections: 1 }, 3: { driftCorrections: 2 } });
        const outputs = setCodec.encode({ ...options, identifiers: {}, __provider: "text" }, entries);
        assert.deepEqual(outputs, {
            ...options,
            results: [
                { ...group, identifiers: "1" },
                { ...group, identifiers: "2", driftCorrections: 1 },
                { ...group, identifiers: "3", driftCorrections: 2 },
            ],
            driftCorrections: 3,
        });
        assert.deepEqual(setCodec.decode(outputs), entries);
    });

    it("marks only what a refresh found in the inputs, because only an update settles unconfirmed requests", () => {
        const entries = entriesOf({
            1: { status: "active" },
            2: {},
            3: { status: "unconfirmed" },
            4: { status: "missing" },
        });
        const identifiers = { 1: "active", 2: "inactive", 3: "inactive", 4: "missing" };
        assert.deepEqual(setCodec.refreshedInputs({ ...options, results: [] }, entries), { ...options, identifiers });
    });

    it("takes at most 80 bytes of state for each of 1,000 scattered passwords, some of them drifted", () => {
        const scattered = Array.from({ length: 1000 }, (_, index) => {
            return [1_000_003 + 7919 * index, { driftCorrections: index % 10 === 0 ? 1 : 0 }];
        });
        const entries = entriesOf(Object.fromEntries(scattered));
        const outputs = setCodec.encode({}, entries);
        const state = { outputs, inputs: setCodec.refreshedInputs(outputs, entries) };
        // The engine indents its state.
        const size = JSON.stringify({ version: 3, checkpoint: { latest: { resources: [state] } } }, null, 4).length;
        assert.ok(size <= 80 * 1000, `${size} bytes`);
    });
});
