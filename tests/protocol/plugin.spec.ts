import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "../support/until";
import {
    closePlugins,
    openPlugin,
    type PluginStage,
    providerUrn,
    settingsFor,
    urnOf,
    wrapped,
} from "./support/pluginStage";
import { errorOf, initFailureOf, type Properties } from "./support/providerProcess";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const dba = urnOf("former-dba");
const name = "Oracle production, former DBA (m.souza)";

describe("the plugin", () => {
    let stage: PluginStage;
    const inputs = { identifier: "312", reason: "CHG-2041", status: "inactive" };
    let outputs: Properties;

    before(async () => {
        stage = await openPlugin({}, { maxRetries: "0" });
    });
    after(closePlugins);

    it("returns its version and its schema", async () => {
        const folder = join(__dirname, "../../provider");
        const readJson = (name: string) => JSON.parse(readFileSync(join(folder, name), "utf8"));
        const { version, schema } = await stage.plugin.info();
        assert.equal(version, readJson("package.json").version);
        assert.deepEqual(JSON.parse(schema), readJson("schema.json"));
    });

    it("checks a declaration, and asks the vault once for all", async () => {
        const { plugin, vault, logged } = stage;
        const checked = await plugin.check({}, { identifier: 312, reason: "CHG-2041" }, dba);
        assert.deepEqual(checked, { inputs, failures: [] });
        const refused = await plugin.check({}, { identifier: 404 }, urnOf("board"));
        assert.deepEqual(
            refused.failures.map(({ property, reason }) => [property, reason.split("\n")[0]]),
            [["identifier", "Board portal, view only (board): 1006: User does not have access"]],
        );
        assert.equal(vault.count("list"), 1);
        assert.deepEqual(logged, []);
    });

    it("names each wrong identifier of a set by its place", async () => {
        const { failures } = await stage.plugin.check(
            {},
            { identifiers: [313, 9999, "12abc"] },
            urnOf("leavers", "PasswordDisablementSet"),
        );
        // The engine would print the value of `identifiers[1]` as <nil>.
        assert.deepEqual(
            failures.map(({ property, reason }) => [property, reason.split("\n")[0]]),
            [
                ["", "property identifiers[1] value {9999}: 1005: Password not found"],
                ["", "property identifiers[2] value {12abc}: must be a whole number from 1 to 9007199254740991"],
            ],
        );
    });

    it("accepts each form of an unknown identifier, and returns it as unknown", async () => {
        for (const form of [unknown, "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", "3eeb2bf0-c639-47a8-9e75-3b44932eb421"]) {
            const checked = await stage.plugin.check({}, { identifier: form }, urnOf("later"));
            assert.deepEqual(checked, { inputs: { identifier: unknown, status: "inactive" }, failures: [] });
        }
    });

    it("names the changed inputs and those that replace, so that `replaceOnChanges` works", async () => {
        const { plugin, vault } = stage;
        const olds = { ...inputs, vaultUrl: vault.url };
        assert.deepEqual(await plugin.diff("312", olds, inputs, dba), {
            changes: "none",
            diffs: [],
            replaces: [],
            deleteBeforeReplace: false,
        });
        const reason = await plugin.diff("312", olds, { ...inputs, reason: "CHG-1" }, dba);
        assert.deepEqual([reason.changes, reason.diffs, reason.replaces], ["some", ["reason"], []]);
        const other = await plugin.diff("312", olds, { ...inputs, identifier: "313" }, dba);
        assert.deepEqual([other.changes, other.diffs, other.replaces], ["some", ["identifier"], ["identifier"]]);
    });

    it("creates, and keeps what was sent but not confirmed", async () => {
        const { plugin, vault } = stage;
        vault.inject({ kind: "timeout504", route: "disable", act: true });
        const { id, properties, reasons } = await initFailureOf(plugin.create(inputs, dba));
        assert.deepEqual([id, properties], ["312", { ...inputs, name, status: "unconfirmed", vaultUrl: vault.url }]);
        assert.match(reasons[0] ?? "", /^password 312 .* failed: 504 .*\n\t {2}Cause: .+\n\t {2}Solution: /);
        outputs = await plugin.update("312", properties, inputs, dba);
        assert.deepEqual([outputs.status, outputs.outcome], ["inactive", "already-inactive"]);
    });

    it("reads the status, logs drift at the resource, and keeps the inputs of a note", async () => {
        const { plugin, vault, logged } = stage;
        vault.setActive(312, true);
        logged.length = 0;
        const found = await plugin.read("312", outputs, dba);
        assert.deepEqual([found.id, found.outputs.status, found.inputs?.status], ["312", "active", "active"]);
        assert.deepEqual(logged, [`info former-dba: password 312 ${name} was re-enabled in the vault`]);
        const note = { identifier: "21", status: "inactive", vaultUrl: vault.url };
        assert.deepEqual((await plugin.read("21", note, urnOf("old", "NoteDisablement"))).outputs, note);
    });

    it("deletes, and leaves the password as it is", async () => {
        const { plugin, vault, logged } = stage;
        logged.length = 0;
        await plugin.delete("312", outputs, dba);
        assert.equal(vault.count("enable"), 0);
        assert.deepEqual(logged, [`info former-dba: password 312 ${name} is left as it is, last seen inactive`]);
    });

    it("finds passwords, and fails for several in place of one", async () => {
        const { plugin } = stage;
        const found = await plugin.invoke("mysafe:index:getPasswords", { tag: "Network" });
        assert.deepEqual(found.identifiers, ["315"]);
        const one = await plugin.invoke("mysafe:index:getPassword", { name: "github" });
        assert.deepEqual([one.identifier, one.canWrite], ["314", true]);
        assert.match(
            await errorOf(plugin.invoke("mysafe:index:getPassword", { tag: "offboarding" })),
            /^getPassword\(\{ tag: "offboarding" \}\) found 4 passwords, expected one:\n- 312: /,
        );
        assert.match(
            await errorOf(plugin.invoke("mysafe:index:getPassword", { user: "x" })),
            /unknown argument `user`/,
        );
        assert.match(
            await errorOf(plugin.invoke("mysafe:index:getNotes", {})),
            /has no function mysafe:index:getNotes/,
        );
    });
});

describe("the end of a run", () => {
    afterEach(closePlugins);

    it("logs what an update would disable, once for all resources of a preview", async () => {
        const { plugin, logged } = await openPlugin();
        await plugin.check({}, { identifier: 312 }, dba);
        await plugin.check({}, { identifiers: ["314", "330"] }, urnOf("leavers", "PasswordDisablementSet"));
        assert.deepEqual(logged, []);
        await plugin.cancel();
        assert.equal(
            logged.join(),
            `info : pulumi-mysafe: 3 to disable in 2 resources:
  former-dba: 312 ${name}
  leavers:
    314 GitHub, former DBA (msouza-acme)
    330 Build server, old account (svc-build)`,
        );
    });

    it("warns of a search that found nothing, unless an additive set has passwords", async () => {
        const set = urnOf("leaver", "PasswordDisablementSet");
        for (const olds of <Properties[]>[{}, { identifiers: { 312: "inactive" }, additive: true }]) {
            const { plugin, logged } = await openPlugin();
            for (const args of <Properties[]>[{ tag: "none" }, { tag: "nobody", allowEmpty: true }]) {
                assert.deepEqual((await plugin.invoke("mysafe:index:getPasswords", args)).passwords, []);
            }
            await plugin.check(olds, { identifiers: [], additive: true }, set);
            await plugin.cancel();
            const warning = /^warning : pulumi-mysafe: getPasswords\(\{ tag: "none" \}\) found no password\./;
            assert.match(logged.join(), "additive" in olds ? /^$/ : warning);
        }
    });

    it("logs no summary in an update, where a first create ends the preflight", async () => {
        const { plugin, vault, logged } = await openPlugin();
        const { inputs } = await plugin.check({}, { identifier: 312 }, dba);
        await plugin.create(inputs, dba);
        const missing = await plugin.check({}, { identifier: 999 }, urnOf("missing"));
        assert.deepEqual(missing.failures, [], "an update leaves that to the vault");
        await plugin.cancel();
        assert.deepEqual(logged, []);
        assert.equal(vault.count("list"), 1);
    });

    it("ends a request in progress on Cancel, and keeps it as unconfirmed", async () => {
        const { plugin, vault } = await openPlugin();
        vault.inject({ kind: "hang", route: "disable" });
        const failing = initFailureOf(plugin.create({ identifier: "312" }, dba));
        await until(() => vault.count("disable") === 1);
        await plugin.cancel();
        const { properties, message } = await failing;
        assert.equal(properties.status, "unconfirmed");
        assert.match(message, /cancelled before the response came/);
    });

    it("logs no summary of an interrupted preview", async () => {
        const { plugin, vault, logged } = await openPlugin();
        vault.inject({ kind: "hang", route: "read", identifier: 340 });
        await plugin.check({}, { identifier: 312 }, dba);
        const reading = errorOf(plugin.read("340", {}, urnOf("crm")));
        await until(() => vault.count("read") === 1);
        await plugin.cancel();
        assert.match(await reading, /cancelled/);
        assert.deepEqual(logged, []);
    });

    it("ends the process when the engine was killed", async () => {
        const { plugin } = await openPlugin();
        await plugin.endEngine();
    });
});

describe("the configuration of a provider instance", () => {
    afterEach(closePlugins);

    it("has one failure for each wrong property, and secrets that the engine encrypts", async () => {
        const { plugin, vault } = await openPlugin();
        const news = {
            url: "ftp://vault",
            clientSecret: vault.clientSecret,
            timeoutSeconds: -1,
            detectDrift: "maybe",
            neverDisables: ["340"],
            clientKeyFile: join(__dirname, "none.pem"),
            version: "0.1.0",
        };
        const { inputs, failures } = await plugin.checkConfig(news, providerUrn("default"));
        assert.deepEqual(inputs, { ...news, clientSecret: wrapped(vault.clientSecret) });
        assert.deepEqual(
            failures.map(({ property }) => property),
            ["url", "", "", "timeoutSeconds", "detectDrift", ""],
        );
        assert.match(failures.at(-1)?.reason ?? "", /must be removed\. Did you mean mysafe:neverDisable\?/);
        assert.match(failures[1]?.reason ?? "", /^mysafe:clientId is missing: run `pulumi config set mysafe:clientId/);
    });

    it("names the arguments of a provider that a program declares", async () => {
        const { plugin } = await openPlugin();
        const { failures } = await plugin.checkConfig({ url: "ftp://vault" }, providerUrn("vault-b"));
        assert.deepEqual(
            failures.map(({ reason }) => /mysafe:|pulumi config/.test(reason)),
            failures.map(() => false),
        );
        assert.match(failures[1]?.reason ?? "", /^`clientId` is missing: set `clientId` of the provider "vault-b" to /);
    });

    it("is accepted in a preview that does not know all of it, in each form of a value", async () => {
        const { plugin, vault } = await openPlugin();
        const { url: _, ...settings } = settingsFor(vault);
        for (const maxRetries of [5, "5"]) {
            const forms = { ...settings, url: unknown, formerUrls: ["https://old.example.com"], maxRetries };
            assert.deepEqual((await plugin.checkConfig(forms)).failures, []);
            assert.deepEqual(
                (await plugin.checkConfig({ ...forms, formerUrls: '["https://old.example.com"]' })).failures,
                [],
            );
        }
    });

    it("stays out of each message, with the environment of the engine", async () => {
        const secret = "engine-secret-4711";
        const environment = { PULUMI_CONFIG: JSON.stringify({ "mysafe:clientSecret": secret }) };
        const { plugin, vault, logged } = await openPlugin({}, { clientSecret: wrapped(secret) }, { environment });
        await plugin.check({}, { identifier: 312 }, dba);
        await errorOf(plugin.create({ identifier: "312" }, dba));
        await errorOf(plugin.read("312", {}, dba));
        const written = [plugin.responses(), plugin.stdout(), plugin.stderr(), ...logged].join("\n");
        assert.match(written, /rejects the client|access key/);
        for (const hidden of [secret, vault.clientSecret, ...vault.issuedTokens]) {
            assert.ok(!written.includes(hidden));
        }
    });

    it("belongs to the vault of the state: another URL is refused with the words of the instance", async () => {
        const { plugin, vault } = await openPlugin({}, {}, { instance: "vault-b" });
        const olds = { identifier: "312", status: "inactive", vaultUrl: "https://other.example.com" };
        assert.equal(
            (await errorOf(plugin.diff("312", olds, { identifier: "312" }, dba))).split("\n").at(-1),
            `- \`url\` is ${vault.url}, but the state belongs to the vault at https://other.example.com: set \`url\` to that vault. If that vault has moved, set \`formerUrls\` of the provider "vault-b" to https://other.example.com.`,
        );
    });
});

describe("an import", () => {
    let stage: PluginStage;
    before(async () => {
        stage = await openPlugin();
    });
    after(closePlugins);

    it("takes over an inactive password, and the check after it finds nothing to do", async () => {
        const { plugin, vault } = stage;
        const { id, outputs, inputs = {} } = await plugin.read("340", {}, dba);
        const { disabledAt, ...others } = outputs;
        assert.equal(id, "340");
        assert.match(String(disabledAt), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
        assert.deepEqual(others, {
            identifier: "340",
            status: "inactive",
            outcome: "already-inactive",
            vaultUrl: vault.url,
        });
        const checked = await plugin.check(inputs, { identifier: 340 }, dba);
        assert.deepEqual(checked, { inputs, failures: [] });
        assert.equal((await plugin.diff(id, outputs, checked.inputs, dba)).changes, "none");
    });

    it("takes over a set by its identifiers and ranges, as the list that a program declares", async () => {
        const { plugin, vault } = stage;
        for (const identifier of [330, 331, 350]) {
            vault.setActive(identifier, false);
        }
        const set = urnOf("leavers", "PasswordDisablementSet");
        const { id, outputs, inputs = {} } = await plugin.read("350, 330-331", {}, set);
        assert.match(id, /^[0-9a-f-]{36}$/);
        assert.deepEqual(inputs, { identifiers: ["350", "330", "331"] });
        const checked = await plugin.check(inputs, { identifiers: [330, 331, 350] }, set);
        assert.deepEqual(checked.failures, []);
        assert.equal((await plugin.diff(id, outputs, checked.inputs, set)).changes, "none");
        assert.equal((await plugin.diff(id, outputs, inputs, set)).changes, "none");
        assert.match(await errorOf(plugin.read("350,312", {}, set)), /^password 312 .* is active, so there is nothing/);
    });

    for (const [title, id, type, message] of [
        [
            "an active one",
            "312",
            "PasswordDisablement",
            /^password 312 Oracle .* is active, so there is nothing to import\nCause: .*\nSolution: declare it without an import/,
        ],
        [
            "one that does not exist",
            "999",
            "PasswordDisablement",
            /^password 999 is not in the vault \(1005\)\nCause: .*\nSolution: /,
        ],
        [
            "one that may not be read",
            "411",
            "PasswordDisablement",
            /^password 411 is not readable for the access key \(1006\)\nCause: .*\nSolution: /,
        ],
        [
            "an id that is no identifier",
            "former-dba",
            "PasswordDisablement",
            /^cannot import "former-dba"\nCause: .*\nSolution: pass the whole number/,
        ],
        [
            "an id of a set that is no list",
            "340;",
            "PasswordDisablementSet",
            /^cannot import "340;"\nCause: .*\nSolution: pass the identifiers/,
        ],
        [
            "a note, which the vault does not read",
            "21",
            "NoteDisablement",
            /^cannot import note 21\nCause: .*\nSolution: declare the note/,
        ],
        [
            "a type that the package does not have",
            "21",
            "TagDisablement",
            /^the package mysafe has no resource TagDisablement/,
        ],
    ] as const) {
        it(`refuses ${title}, and changes nothing`, async () => {
            const { plugin, vault } = stage;
            assert.match(await errorOf(plugin.read(id, {}, urnOf("imported", type))), message);
            assert.equal(vault.count("disable"), 0);
        });
    }
});
