import assert from "node:assert/strict";
import type { Simulator } from "mysafe-simulator";
import { type Properties, unknownValue } from "../../../provider/src/shared/properties";
import { readPrivate } from "../../../provider/src/terraform/privateData";
import { closeAll } from "../support/vault";
import { startVault, unknownIn, type Walk, walkOf } from "./support/terraformRun";

const single = "mysafe_password_disablement";
const set = "mysafe_password_disablement_set";

describe("a plan of the Terraform provider", () => {
    let vault: Simulator;

    beforeEach(async () => {
        vault = await startVault();
    });
    afterEach(closeAll);

    /** Applies a resource in a walk of its own, and returns its state. */
    async function applied(type: string, config: Properties): Promise<Properties> {
        const { state, diagnostics } = await walkOf(vault).apply(type, null, config);
        assert.deepEqual(diagnostics, []);
        return state ?? {};
    }

    const summariesOf = async (plan: ReturnType<Walk["plan"]>) =>
        (await plan).diagnostics.map(({ summary }) => summary);

    it("keeps what an update does not change, and knows what it takes from the set", async () => {
        const state = await applied(set, { identifiers: [312, 313, 314] });
        const { planned } = await walkOf(vault).plan(set, state, { identifiers: [312, 313], reason: "CHG-2041" });
        assert.deepEqual(unknownIn(planned), []);
        const { state: updated } = await walkOf(vault).apply(set, state, {
            identifiers: [312, 313],
            reason: "CHG-2041",
        });
        assert.deepEqual(planned, updated);
    });

    it("has no change for a list in another order, also beside another change", async () => {
        const state = await applied(set, { identifiers: [312, 313, 314] });
        const { planned: same } = await walkOf(vault).plan(set, state, { identifiers: [314, 312, 313] });
        assert.deepEqual(same, state);
        const config = { identifiers: [314, 312, 313], reason: "CHG-2041" };
        const { planned } = await walkOf(vault).plan(set, state, config);
        assert.deepEqual(planned, { ...state, reason: "CHG-2041" });
        const { diagnostics } = await walkOf(vault).plan(set, state, { identifiers: [312, 313, 313] });
        assert.deepEqual(
            diagnostics.map(({ summary, attribute }) => [summary, attribute?.steps]),
            [["Password 313 is declared twice", [{ attribute_name: "identifiers" }, { element_key_int: 2 }]]],
        );
    });

    it("knows the names that a set has, and not the new ones", async () => {
        const state = await applied(set, { identifiers: [312] });
        const { planned } = await walkOf(vault).plan(set, state, { identifiers: [312, 313] });
        assert.deepEqual(unknownIn(planned), ["results"]);
        assert.deepEqual(planned?.names, { 312: "Oracle production, former DBA (m.souza)", 313: unknownValue });
    });

    it("changes only the list of an additive set that declares less", async () => {
        const state = await applied(set, { identifiers: [312, 313], additive: true });
        const { planned } = await walkOf(vault).plan(set, state, { identifiers: [312], additive: true });
        assert.deepEqual(planned, { ...state, identifiers: [312] });
    });

    it("knows little of a set with unknown identifiers", async () => {
        const state = await applied(set, { identifiers: [312] });
        const { planned, diagnostics } = await walkOf(vault).plan(set, state, { identifiers: unknownValue });
        assert.deepEqual([planned?.id, diagnostics], [state.id, []]);
        assert.deepEqual(unknownIn(planned), ["identifiers", "results", "names", "drift_corrections"]);
    });

    it("knows nothing of the vault while a setting is unknown, and keeps what does not change", async () => {
        const state = await applied(single, { identifier: 312 });
        const walk = walkOf(vault, { url: unknownValue });
        assert.deepEqual((await walk.plan(single, state, { identifier: 312 })).planned, state);
        const other = await walk.plan(single, state, { identifier: 313 });
        assert.deepEqual(other.replaced, ["identifier"]);
        const changed = await walk.plan(single, state, { identifier: 312, reason: "CHG-2041" });
        assert.deepEqual([changed.replaced, changed.planned?.id], [[], "312"]);
        assert.deepEqual(await summariesOf(walk.plan(single, null, { identifier: 404 })), []);
        assert.deepEqual(await walk.read(single, state), { state, diagnostics: [] });
        assert.equal(vault.count("list"), 1, "only the create asked");
    });

    it("refuses to enable a password that is still declared, in either order", async () => {
        const state = await applied(single, { identifier: 312, on_destroy: "restore" });
        const conflict = "Password 312 cannot be both enabled and disabled";
        const first = walkOf(vault);
        assert.deepEqual(await summariesOf(first.plan(single, null, { identifier: 312 })), []);
        assert.deepEqual(await summariesOf(first.plan(single, state, null)), [conflict]);
        const second = walkOf(vault);
        assert.deepEqual(await summariesOf(second.plan(single, state, null)), []);
        assert.deepEqual(await summariesOf(second.plan(single, null, { identifier: 312 })), [conflict]);
        const replacing = walkOf(vault);
        assert.deepEqual(await summariesOf(replacing.plan(set, null, { identifiers: [312, 313] })), []);
        assert.deepEqual(await summariesOf(replacing.plan(single, state, { identifier: 314 })), [conflict]);
    });

    it("refuses to enable a password that the unknown identifier can name again", async () => {
        const state = await applied(single, { identifier: 312, on_destroy: "restore" });
        const walk = walkOf(vault);
        assert.deepEqual(
            await summariesOf(walk.plan(single, state, { identifier: unknownValue, on_destroy: "restore" })),
            ["Password 312 cannot be enabled before the plan knows `identifier`"],
        );
        const left = { ...state, on_destroy: "leave" };
        assert.deepEqual(await summariesOf(walk.plan(single, left, { identifier: unknownValue })), []);
    });

    it("ends a replaced resource while a setting is unknown, and refuses what enables a declared password", async () => {
        const state = await applied(single, { identifier: 312, on_destroy: "restore" });
        const walk = walkOf(vault, { url: unknownValue });
        const { replaced, privateData } = await walk.plan(single, state, { identifier: 313, on_destroy: "restore" });
        assert.deepEqual([replaced, readPrivate(privateData).isEnd], [["identifier"], true]);
        assert.deepEqual(await summariesOf(walk.plan(set, null, { identifiers: [312] })), [
            "Password 312 cannot be both enabled and disabled",
        ]);
        const other = walkOf(vault, { url: unknownValue });
        assert.deepEqual(await summariesOf(other.plan(set, null, { identifiers: [312] })), []);
        assert.deepEqual(await summariesOf(other.plan(single, state, null)), [
            "Password 312 cannot be both enabled and disabled",
        ]);
    });

    it("leaves a declared password alone where an apply creates the replacement first", async () => {
        const state = await applied(single, { identifier: 312, on_destroy: "restore" });
        const walk = walkOf(vault);
        const create = await walk.plan(single, null, { identifier: 312, on_destroy: "restore" });
        const config = { identifier: 312, on_destroy: "restore" };
        const { state: created } = await walk.apply(single, null, config, create.privateData);
        // The create cannot know the former state, so it records what it found.
        assert.equal(created?.outcome, "already-inactive");
        const end = await walk.plan(single, state, null);
        assert.deepEqual(end.diagnostics, []);
        assert.deepEqual(await walk.apply(single, state, null, end.privateData), { state: null, diagnostics: [] });
        assert.equal(vault.count("enable"), 0);
    });

    it("lets a resource end that leaves its password inactive, also where another declares it", async () => {
        const state = await applied(single, { identifier: 312 });
        const walk = walkOf(vault);
        assert.deepEqual(await summariesOf(walk.plan(single, null, { identifier: 312 })), []);
        assert.deepEqual(await summariesOf(walk.plan(single, state, null)), []);
    });

    it("keeps the end of a replaced resource in the private data of the second call", async () => {
        const state = await applied(single, { identifier: 312 });
        const walk = walkOf(vault);
        const first = await walk.plan(single, state, { identifier: 313 });
        const second = await walk.plan(single, null, { identifier: 313 }, first.privateData);
        assert.deepEqual(second.diagnostics, []);
        assert.equal(readPrivate(second.privateData).isEnd, true);
        const unchanged = await walk.plan(single, state, { identifier: 312 });
        assert.equal(readPrivate(unchanged.privateData).isEnd, undefined);
    });

    it("has an error of the whole run once, and lets an apply refuse the others", async () => {
        const walk = walkOf(vault, { client_secret: "wrong" });
        // Both wait for the same token.
        const [first, second] = await Promise.all([
            walk.plan(single, null, { identifier: 312 }),
            walk.plan(single, null, { identifier: 313 }),
        ]);
        assert.match(String(first.diagnostics[0]?.summary), /401/);
        assert.deepEqual([second.diagnostics, readPrivate(second.privateData).isRefused], [[], true]);
        const { state, diagnostics } = await walkOf(vault).apply(single, null, { identifier: 313 }, second.privateData);
        assert.deepEqual([state, diagnostics[0]?.summary], [null, "Not attempted: see the first error of the run"]);
        assert.equal(vault.count("disable"), 0);
    });

    it("refuses a state of another vault once", async () => {
        const state = { ...(await applied(single, { identifier: 312 })), vault_url: "https://other.example.com" };
        const walk = walkOf(vault);
        const first = await walk.plan(single, state, { identifier: 312 });
        assert.match(
            String(first.diagnostics[0]?.summary),
            /is http:.*, but the state belongs to the vault at https:\/\/other\.example\.com$/,
        );
        const { planned, diagnostics } = await walk.plan(single, state, { identifier: 312 });
        assert.deepEqual([planned, diagnostics], [state, []]);
        // An apply plans once more, and must not differ in silence.
        const changed = [
            walk.plan(single, state, { identifier: 312, reason: "CHG-2041" }),
            walk.plan(single, { ...state, status: "active" }, { identifier: 312 }),
        ];
        for (const plan of changed) {
            assert.deepEqual(await summariesOf(plan), ["Not planned: see the first error of the run"]);
        }
    });
});
