import assert from "node:assert/strict";
import { apiSecretKind, noteKind, passwordKind } from "../../../provider/src/client/kinds";
import { singleCodec } from "../../../provider/src/lifecycle/singleCodec";
import { unknownValue } from "../../../provider/src/shared/properties";
import { disabledAt, entriesOf, inactiveEntry, vaultUrl } from "../support/core";

const kind = passwordKind;
const place = { kind, property: "identifier" };

describe("the codec of a single", () => {
    it("keeps the inputs of a declaration, the identifier as text, and the status that it is to have", () => {
        const news = { identifier: 312, reason: "CHG-1", onDestroy: "leave", __provider: "text" };
        assert.deepEqual(singleCodec.readDeclaration({}, news, kind), {
            inputs: { ...news, identifier: "312", status: "inactive" },
            declared: [{ ...place, identifier: "312", isNew: true, isDue: true }],
            failures: [],
        });
    });

    it("keeps no option that is null or undefined", () => {
        const { inputs } = singleCodec.readDeclaration(
            {},
            { identifier: "312", reason: null, onDestroy: undefined },
            kind,
        );
        assert.deepEqual(inputs, { identifier: "312", status: "inactive" });
    });

    for (const [title, olds, flags] of [
        ["is neither new nor due where it is unchanged", { identifier: "312", status: "inactive" }, [false, false]],
        ["is due where a refresh found it active", { identifier: "312", status: "active" }, [false, true]],
        ["is new where it replaces another", { identifier: "313", status: "inactive" }, [true, true]],
    ] as const) {
        it(`finds that a password ${title}`, () => {
            const { declared } = singleCodec.readDeclaration(olds, { identifier: 312 }, kind);
            assert.deepEqual(
                declared.map(({ isNew, isDue }) => [isNew, isDue]),
                [flags],
            );
        });
    }

    it("declares an unknown identifier, and keeps it", () => {
        const { inputs, declared } = singleCodec.readDeclaration(
            { identifier: "312" },
            { identifier: unknownValue },
            kind,
        );
        assert.equal(inputs.identifier, unknownValue);
        assert.deepEqual(declared, [{ ...place, identifier: unknownValue, isNew: true, isDue: true }]);
        assert.deepEqual(singleCodec.wantedIn(inputs, new Map()), ["identifier"]);
    });

    it("declares nothing for a malformed identifier, and returns all that is malformed", () => {
        const { declared, failures } = singleCodec.readDeclaration({}, { identifier: "x", reason: 7 }, kind);
        assert.deepEqual([declared, failures.map(({ property }) => property)], [[], ["identifier", "reason"]]);
    });

    for (const { noun, ...other } of [noteKind, apiSecretKind]) {
        it(`refuses onDestroy for ${noun}s`, () => {
            const news = { identifier: 312, onDestroy: "enable" };
            const { failures } = singleCodec.readDeclaration({}, news, { noun, ...other });
            assert.deepEqual(
                failures.map(({ property, summary }) => `${property} ${summary}`),
                [`onDestroy is not available for ${noun}s`],
            );
        });
    }

    it("encodes and decodes its one entry", () => {
        const entries = entriesOf({ 312: { driftCorrections: 2 } });
        const outputs = singleCodec.encode({ identifier: "312", reason: "CHG-1", __provider: "text" }, entries, kind);
        assert.deepEqual(outputs, { identifier: "312", reason: "CHG-1", ...inactiveEntry, driftCorrections: 2 });
        assert.deepEqual(singleCodec.decode(outputs), entries);
    });

    it("decodes a state of earlier versions", () => {
        const outputs = {
            identifier: 312,
            status: "inactive",
            outcome: "deactivated",
            disabledAt,
            vaultUrl,
            message: "m",
        };
        assert.deepEqual(singleCodec.decode(outputs), entriesOf({ 312: {} }));
    });

    it("sets the input status to active for drift alone: only an update settles what is unconfirmed", () => {
        const statuses = (["active", "inactive", "unconfirmed"] as const).map(
            (status) => singleCodec.refreshedInputs({ identifier: "312" }, entriesOf({ 312: { status } })).status,
        );
        assert.deepEqual(statuses, ["active", "inactive", "inactive"]);
    });
});
