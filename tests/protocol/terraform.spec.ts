import assert from "node:assert/strict";
import { once } from "node:events";
import { until } from "../support/until";
import {
    type Attributes,
    closeTerraform,
    type Message,
    openTerraform,
    type TerraformStage,
    unknown,
} from "./support/terraformStage";

const single = "mysafe_password_disablement";
const none = new Uint8Array();
const inputs = { identifier: 312, reason: "CHG-2041", on_destroy: "restore" };

/** Returns attributes as Terraform sends a configuration: with null for each that it leaves out. */
function configOf(declared: Attributes): Attributes {
    const names = ["id", "identifier", "reason", "on_destroy", "status", "outcome", "disabled_at", "last_disabled_at"];
    const all = [...names, "vault_url", "name", "drift_corrections"];
    return Object.fromEntries(all.map((name) => [name, declared[name] ?? null]));
}

function headlines(messages: readonly Message[]): unknown[] {
    return messages.map(({ severity, summary, attribute }) => [
        severity,
        summary,
        attribute?.steps.map((step) => step.attribute_name).join(".") ?? "",
    ]);
}

describe("the Terraform provider", () => {
    let stage: TerraformStage;
    let planned: Attributes;
    let state: Attributes;
    /** The private data of the declaration, which Terraform keeps. */
    let kept: unknown;

    before(async () => {
        stage = await openTerraform({}, { max_retries: 0 });
    });
    after(closeTerraform);

    /** Plans a change of a password. */
    function plan(prior: Attributes | null, declared: Attributes | null, prior_private: unknown = none) {
        const config = declared === null ? null : configOf(declared);
        const proposed_new_state = config && { ...prior, ...config };
        return stage.call("PlanResourceChange", {
            type_name: single,
            prior_state: prior,
            proposed_new_state,
            config,
            prior_private,
        });
    }

    it("prints a handshake with its certificate, and serves the health check", async () => {
        assert.deepEqual(stage.handshake.slice(0, 3), ["1", "6", "tcp"]);
        assert.match(stage.handshake[3] ?? "", /^127\.0\.0\.1:\d+$/);
        assert.equal(stage.handshake[4], "grpc");
        assert.deepEqual(await stage.checkHealth(), { status: 1 });
    });

    it("returns schemas in which a secret is sensitive and a setting can come from the environment", async () => {
        const { provider, resource_schemas, data_source_schemas } = (await stage.call(
            "GetProviderSchema",
        )) as unknown as {
            provider: { block: { attributes: Attributes[] } };
            resource_schemas: Attributes;
            data_source_schemas: Attributes;
        };
        assert.deepEqual(Object.keys(resource_schemas), [
            "mysafe_password_disablement",
            "mysafe_password_disablement_set",
            "mysafe_note_disablement",
            "mysafe_api_secret_disablement",
        ]);
        assert.deepEqual(Object.keys(data_source_schemas), ["mysafe_passwords", "mysafe_password"]);
        const { attributes } = provider.block;
        assert.ok(attributes.every(({ optional }) => optional === true));
        const sensitive = attributes.filter((attribute) => attribute.sensitive);
        assert.deepEqual(
            sensitive.map(({ name }) => name),
            ["client_secret", "client_key_passphrase"],
        );
    });

    it("lets a validation do without credentials, and a configuration not", async () => {
        const config = { url: "vault.example.com", max_retries: 1000 };
        const validated = await stage.call("ValidateProviderConfig", { config });
        const attributes = ["url", "max_retries"];
        assert.deepEqual(
            headlines(validated.diagnostics).map((line) => (line as string[])[2]),
            attributes,
        );
        const other = await openTerraform();
        const { diagnostics } = await other.call("ConfigureProvider", { config: {} });
        assert.deepEqual(headlines(diagnostics), [
            [1, "url is missing", "url"],
            [1, "client_id is missing", "client_id"],
            [1, "client_secret is missing", ""],
        ]);
    });

    it("names what is malformed at its attribute", async () => {
        const config = configOf({ identifier: 0, on_destroy: "delete" });
        const { diagnostics } = await stage.call("ValidateResourceConfig", { type_name: single, config });
        assert.deepEqual(headlines(diagnostics), [
            [1, "identifier 0: must be a whole number from 1 to 9007199254740991", "identifier"],
            [1, 'on_destroy: must be "leave" or "restore"', "on_destroy"],
        ]);
    });

    it("plans a create: the status is known, the vault's answers are not", async () => {
        const response = await plan(null, inputs);
        assert.deepEqual(response.diagnostics, []);
        planned = response.planned_state as Attributes;
        kept = response.planned_private;
        assert.deepEqual(planned, {
            ...inputs,
            id: "312",
            status: "inactive",
            outcome: unknown,
            disabled_at: unknown,
            last_disabled_at: unknown,
            vault_url: unknown,
            name: unknown,
            drift_corrections: unknown,
        });
        assert.equal(stage.vault.count("disable"), 0);
    });

    it("refuses what the vault refuses, and a second declaration of a password", async () => {
        const responses = [await plan(null, { identifier: 404 }), await plan(null, { identifier: 312 })];
        assert.deepEqual(
            responses.flatMap(({ diagnostics }) => headlines(diagnostics)),
            [
                [1, "identifier 404 Board portal, view only (board): 1006: User does not have access", "identifier"],
                [1, "Password 312 is declared twice", "identifier"],
            ],
        );
    });

    it("applies a create", async () => {
        const response = await stage.call("ApplyResourceChange", {
            type_name: single,
            prior_state: null,
            planned_state: planned,
            config: configOf(inputs),
        });
        assert.deepEqual(response.diagnostics, []);
        state = response.new_state as Attributes;
        const { disabled_at, ...others } = state;
        assert.deepEqual(others, {
            ...inputs,
            id: "312",
            status: "inactive",
            outcome: "deactivated",
            last_disabled_at: null,
            vault_url: stage.vault.url,
            name: "Oracle production, former DBA (m.souza)",
            drift_corrections: 0,
        });
        assert.match(String(disabled_at), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    });

    it("plans no change of what is as declared", async () => {
        const { planned_state, diagnostics } = await plan(state, inputs, kept);
        assert.deepEqual([planned_state, diagnostics], [state, []]);
    });

    it("reads a re-enabled password as active, and plans exactly what an update returns", async () => {
        stage.vault.setActive(312, true);
        const { new_state } = await stage.call("ReadResource", { type_name: single, current_state: state });
        const found = new_state as Attributes;
        assert.deepEqual(found, { ...state, status: "active" });
        const { planned_state } = await plan(found, inputs, kept);
        assert.deepEqual(planned_state, {
            ...state,
            status: "inactive",
            last_disabled_at: unknown,
            drift_corrections: 1,
        });
        const applied = await stage.call("ApplyResourceChange", {
            type_name: single,
            prior_state: found,
            planned_state,
            config: configOf(inputs),
        });
        const { last_disabled_at, ...updated } = applied.new_state as Attributes;
        assert.notEqual(last_disabled_at, null);
        assert.deepEqual({ ...updated, last_disabled_at: null }, { ...state, drift_corrections: 1 });
    });

    it("replaces a resource for another identifier, and says so in its private data", async () => {
        const first = await plan(state, { ...inputs, identifier: 313 }, kept);
        assert.deepEqual(first.requires_replace, [
            { steps: [{ attribute_name: "identifier", selector: "attribute_name" }] },
        ]);
        const { isEnd } = JSON.parse(Buffer.from(first.planned_private as Uint8Array).toString());
        assert.equal(isEnd, true);
    });

    it("keeps a password inactive that Terraform replaces by the same one", async () => {
        const destroyed = await stage.call("ApplyResourceChange", {
            type_name: single,
            prior_state: state,
            planned_state: null,
            config: null,
        });
        assert.deepEqual([destroyed.new_state, destroyed.diagnostics], [null, []]);
        assert.equal(stage.vault.count("enable"), 0);
    });

    it("imports an inactive password, and refuses an active one", async () => {
        const response = await stage.call("ImportResourceState", { type_name: single, id: "340" });
        const [imported] = response.imported_resources as { type_name: string; state: Attributes }[];
        const { identifier, outcome } = imported?.state ?? {};
        assert.deepEqual([imported?.type_name, identifier, outcome], [single, 340, "already-inactive"]);
        const { diagnostics } = await stage.call("ImportResourceState", { type_name: single, id: "330" });
        assert.deepEqual(headlines(diagnostics), [
            [1, "Password 330 Build server, old account (svc-build) is active, so there is nothing to import", ""],
        ]);
    });

    it("reads the data sources", async () => {
        const filters = { tag: null, username: null, name_contains: null, url_contains: null };
        const many = await stage.call("ReadDataSource", {
            type_name: "mysafe_passwords",
            config: { ...filters, tag: "service-account", allow_empty: null },
        });
        assert.deepEqual((many.state as Attributes).identifiers, [330, 331]);
        const one = await stage.call("ReadDataSource", {
            type_name: "mysafe_password",
            config: { ...filters, name_contains: "mail" },
        });
        const { identifier, name, can_write } = one.state as Attributes;
        assert.deepEqual([identifier, name, can_write], [331, "Mail relay", true]);
        const empty = await stage.call("ReadDataSource", {
            type_name: "mysafe_passwords",
            config: { ...filters, tag: "nobody", allow_empty: null },
        });
        assert.deepEqual(headlines(empty.diagnostics), [
            [2, 'mysafe_passwords { tag = "nobody" } found no password.', ""],
        ]);
    });

    it("reads a state of another version: it adds what is missing, and drops what no schema has", async () => {
        const { name: _, ...older } = state;
        const json = Buffer.from(JSON.stringify({ ...older, lost: true }));
        const { upgraded_state } = await stage.call("UpgradeResourceState", {
            type_name: single,
            version: 0,
            raw_state: { json },
        });
        assert.deepEqual(upgraded_state, { ...older, name: null });
    });

    it("answers an unknown resource with a diagnostic, and logs the stack as Terraform reads it", async () => {
        const { diagnostics } = await stage.call("ReadResource", { type_name: "mysafe_user", current_state: null });
        assert.deepEqual(headlines(diagnostics), [
            [1, "Defect of the provider: the provider has no resource mysafe_user", ""],
        ]);
        await until(() => stage.logged.some((line) => JSON.parse(line)["@level"] === "error"));
        assert.match(stage.logged.at(-1) ?? "", /"@module":"mysafe","@message":"Error: the provider has no resource/);
    });

    it("reports an error of the whole run once", async () => {
        const other = await openTerraform({ clientSecret: "right" }, { client_secret: "wrong", max_retries: 0 });
        const read = (identifier: number) =>
            other.call("ReadResource", {
                type_name: single,
                current_state: { ...state, id: String(identifier), identifier, vault_url: other.vault.url },
            });
        const [first, second] = [await read(312), await read(313)];
        assert.match(first.diagnostics[0]?.summary ?? "", /^POST api\/oauth2\/token failed: 401/);
        assert.deepEqual(second.diagnostics, []);
        assert.equal((second.new_state as Attributes).status, "inactive");
    });

    it("ends the requests in progress when Terraform stops it, and ends itself when Terraform shuts it down", async () => {
        const other = await openTerraform();
        other.vault.inject({ kind: "hang", route: "disable" });
        const applied = other.call("ApplyResourceChange", {
            type_name: single,
            prior_state: null,
            planned_state: planned,
            config: configOf(inputs),
        });
        await until(() => other.vault.count("disable") > 0);
        await other.call("StopProvider");
        const { new_state, diagnostics } = await applied;
        assert.equal((new_state as Attributes).status, "unconfirmed");
        assert.match(diagnostics[0]?.summary ?? "", /^Password 312 .* may still be active/);
        const ended = once(other.process, "exit");
        await other.shutDown();
        assert.deepEqual(await ended, [0, null]);
    });
});
