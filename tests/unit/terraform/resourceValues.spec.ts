import assert from "node:assert/strict";
import { unknownValue } from "../../../provider/src/shared/properties";
import { resourceSchemas } from "../../../provider/src/terraform/resourceSchemas";
import {
    attributesOf,
    conform,
    createdAttributes,
    declarationOf,
    inputsOf,
    outputsOf,
} from "../../../provider/src/terraform/resourceValues";

const single = resourceSchemas.mysafe_password_disablement;
const set = resourceSchemas.mysafe_password_disablement_set;
assert.ok(single !== undefined && set !== undefined);

const group = {
    identifiers: "312, 400-401",
    status: "inactive",
    outcome: "deactivated",
    disabled_at: "2026-01-02T03:04:05Z",
    last_disabled_at: null,
    vault_url: "https://vault.example.com",
    drift_corrections: 0,
};
const state = {
    id: "random",
    identifiers: [312, 400, 401],
    reason: null,
    on_destroy: "restore",
    additive: null,
    results: [group],
    names: { 312: "Oracle (m.souza)", 400: null, 401: null },
    drift_corrections: 0,
};

describe("the attributes of a resource", () => {
    it("become a declaration without those that a configuration leaves out", () => {
        const config = { identifier: 312, reason: null, on_destroy: "leave", status: null };
        assert.deepEqual(declarationOf(single, config), { identifier: 312, onDestroy: "leave" });
    });

    it("become the outputs and the inputs that the lifecycle knows", () => {
        const { disabled_at, last_disabled_at, vault_url, drift_corrections, ...same } = group;
        assert.deepEqual(outputsOf(set, state), {
            id: "random",
            identifiers: [312, 400, 401],
            onDestroy: "restore",
            results: [{ ...same, disabledAt: disabled_at, vaultUrl: vault_url, driftCorrections: 0 }],
            names: "312 Oracle (m.souza)",
            driftCorrections: 0,
        });
        assert.deepEqual(inputsOf(set, state), {
            identifiers: { 312: "inactive", 400: "inactive", 401: "inactive" },
            onDestroy: "restore",
        });
    });

    it("come back from the outputs, with a place for the name of each password", () => {
        const again = attributesOf(set, "random", state, outputsOf(set, state), { keepNames: true });
        assert.deepEqual(again, state);
        const unnamed = attributesOf(set, "random", state, outputsOf(set, state), { keepNames: false });
        assert.equal(unnamed.names, null);
    });

    it("have the names that a plan knows, and unknown ones", () => {
        const naming = { keepNames: true, planned: ["312", "402"] };
        const { names } = attributesOf(set, "random", state, { names: "312 Oracle (m.souza)" }, naming);
        assert.deepEqual(names, { 312: "Oracle (m.souza)", 402: unknownValue });
    });

    it("of a create are known where the configuration gives them", () => {
        const { id, identifier, status, outcome } = createdAttributes(single, { identifier: 312 });
        assert.deepEqual([id, identifier, status, outcome], ["312", 312, "inactive", unknownValue]);
        assert.equal(createdAttributes(single, { identifier: unknownValue }).id, unknownValue);
    });

    it("take the form of the schema, from a state that has others", () => {
        const { drift_corrections: _, ...older } = group;
        const conformed = conform(set.attributes, { id: "x", lost: 1, results: [{ ...older, lost: 2 }] });
        assert.deepEqual(Object.keys(conformed).sort(), Object.keys(state).sort());
        assert.deepEqual(conformed.results, [{ ...older, drift_corrections: null }]);
    });
});
