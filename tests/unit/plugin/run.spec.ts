import assert from "node:assert/strict";
import type { PlannedChange } from "../../../provider/src/lifecycle/plan";
import { createRun } from "../../../provider/src/plugin/run";
import { now } from "../support/core";

const urn = "urn:pulumi:dev::test::my:component:Group$mysafe:index:PasswordDisablement::former-dba";
const of = (name: string) => urn.replace("former-dba", name);
const configuration = { url: "https://vault.example.com", clientId: "id", clientSecret: "cs-0123" };

/** Creates a run, and collects what it logs. */
function start(instance = "default", env = {}) {
    const logged: string[] = [];
    const log = {
        info: (message: string) => logged.push(message),
        warn: (message: string) => logged.push(`warning: ${message}`),
        error() {},
        status() {},
    };
    const host = { log, signal: new AbortController().signal, env, now: () => now };
    const shared: string[] = [];
    const declarations = {
        add: (url: string, identifiers: readonly string[]) =>
            void shared.push(...identifiers.map((one) => `${one} ${url}`)),
        read: () => ["312"],
        remove() {},
    };
    return { run: createRun(host, configuration, instance, declarations), logged, shared };
}

const change = (action: PlannedChange["action"], ...identifiers: string[]): PlannedChange => ({
    action,
    noun: "password",
    objects: identifiers.map((identifier) => ({ identifier, name: undefined })),
    isReported: false,
});

describe("a run of the plugin", () => {
    it("finds the type of a resource, also in a component", () => {
        const { run } = start();
        assert.equal(run.typeOf(urn).kind.noun, "password");
        assert.throws(() => run.typeOf(urn.replace("PasswordD", "TagD")), /has no resource TagDisablement/);
        assert.throws(() => run.typeOf("former-dba"), /has no resource $/);
    });

    it("is a preview until the engine changes something", () => {
        const { run } = start();
        assert.equal(run.phase(), "preview");
        run.markUpdate();
        assert.equal(run.phase(), "update");
    });

    it("reports drift at once, and the plan at the end of a preview", () => {
        const { run, logged } = start("vault-b");
        run.reportPlan(of("a"), [change("disable", "312")]);
        run.reportPlan(of("b"), []);
        assert.deepEqual(logged, []);
        run.reportPlan(of("c"), [change("disableAgain", "313")]);
        assert.deepEqual(logged.splice(0), ["warning: password 313 was re-enabled in the vault: to disable again"]);
        run.end();
        assert.deepEqual(logged, ["vault-b: 1 to disable, 1 to disable again in 2 resources:\n  a: 312"]);
    });

    it("reports no plan at the end of an update, nor where nothing is planned", () => {
        for (const isUpdate of [true, false]) {
            const { run, logged } = start();
            run.reportPlan(of("a"), isUpdate ? [change("disable", "312")] : []);
            if (isUpdate) {
                run.markUpdate();
            }
            run.end();
            assert.deepEqual(logged, []);
        }
    });

    it("counts a resource once that the engine checks twice", () => {
        const { run, logged } = start();
        for (const identifier of ["312", "313"]) {
            run.reportPlan(of("a"), [change("disable", identifier)]);
        }
        run.end();
        assert.deepEqual(logged, ["1 to disable:\n  a: 313"]);
    });

    it("reports no plan of a preview that refused a resource", () => {
        const { run, logged } = start();
        run.reportPlan(of("a"), [change("disable", "312")]);
        run.reportPlan(of("b"), "refused");
        run.end();
        assert.deepEqual(logged, []);
    });

    const search = 'getPasswords({ username: "m.souza" })';

    it("warns once of searches that found nothing, at the end", () => {
        const { run, logged } = start();
        run.reportEmptySearch(search);
        run.reportEmptySearch(search);
        assert.equal(logged.length, 0);
        run.end();
        assert.equal(logged.length, 1);
        assert.ok(logged.join().startsWith(`warning: ${search} found no password. Check the spelling.`), logged.join());
    });

    it("is silent about a search where an additive set has passwords, and names a set without any", () => {
        const members = { identifiers: { 312: "inactive" } };
        const { run, logged } = start();
        run.reportEmptySearch(search);
        run.lookAtSet(of("leaver"), { identifiers: [], additive: true }, members);
        run.lookAtSet(of("full"), { identifiers: ["1"] }, { identifiers: { 1: "inactive" } });
        run.end();
        assert.deepEqual(logged, []);
        run.lookAtSet(of("other"), { identifiers: [], additive: true }, { identifiers: {} });
        run.end();
        assert.match(logged.join(), /^warning: other has no password, and a search found none\./);
    });

    it("shares what it has seen declared once, and leaves alone what another process has seen", () => {
        const { run, shared } = start();
        run.context.declaredPasswords.add("313");
        run.shareDeclarations();
        run.context.declaredPasswords.add("314");
        run.shareDeclarations();
        run.shareDeclarations();
        assert.deepEqual(shared, [`313 ${configuration.url}`, `314 ${configuration.url}`]);
        run.learnDeclarations();
        assert.deepEqual([...run.context.declaredPasswords], ["313", "314", "312"]);
    });

    it("warns of a variable that is nearly one of ours", () => {
        assert.match(start("default", { SENHASEGURA_CLIENTID: "x" }).logged.join(), /^warning: Unknown variable SENHA/);
    });
});
