import assert from "node:assert/strict";
import type { ConfigureRequest } from "@pulumi/pulumi/dynamic";
import type { Vault } from "../../../provider/src/client/vault";
import { createProviderFactory } from "../../../provider/src/dynamic/adapter";
import { callerKey, nameKey, previewKey } from "../../../provider/src/dynamic/callerInfo";
import { unpackPlan } from "../../../provider/src/dynamic/packedPlan";
import { ResourceInitError } from "../../../provider/src/dynamic/sdkErrors";
import { wireUnknown } from "../../../provider/src/dynamic/wireValues";
import { createContext } from "../../../provider/src/lifecycle/context";
import { resourceTypes } from "../../../provider/src/lifecycle/resourceTypes";
import { silentLog } from "../../../provider/src/shared/log";
import type { Properties } from "../../../provider/src/shared/properties";
import { fakeClock } from "../support/clock";
import { disabledAt, now, rejection, vaultUrl } from "../support/core";
import { FakeVault, failedWith, refusedWith, unconfirmed } from "../support/fakeVault";

const stackConfig: Record<string, string> = {
    "mysafe:url": vaultUrl,
    "mysafe:clientId": "ci-client",
    "mysafe:clientSecret": "cs-0123456789abcdef",
    "mysafe:keepNames": "false",
};
const __provider = "exports.handler = …";
const inactive = { status: "inactive", outcome: "deactivated", disabledAt, vaultUrl };

/** Creates the providers of one process. Its vault has the active passwords 312 and 313. */
function startProcess({ config = stackConfig, vault = new FakeVault().set(312).set(313) } = {}) {
    const operations: string[] = [];
    let contexts = 0;
    const createProvider = createProviderFactory(
        { log: silentLog, signal: new AbortController().signal, env: {}, now: () => now },
        (name, operation) => {
            operations.push(name);
            return operation();
        },
        (host) => {
            contexts += 1;
            return createContext(host, () => vault as unknown as Vault, fakeClock().sleep);
        },
    );
    const providers = {
        single: createProvider(resourceTypes.PasswordDisablement),
        set: createProvider(resourceTypes.PasswordDisablementSet),
        note: createProvider(resourceTypes.NoteDisablement),
    };
    /** Configures the providers in parallel, as the SDK does. */
    const configure = (values: Record<string, string>) => {
        for (const provider of Object.values(providers)) {
            const get = (key: string) => values[key];
            void provider.configure({ config: { get, require: get } } as ConfigureRequest);
        }
    };
    configure(config);
    return { ...providers, configure, operations, requests: vault.requests, contexts: () => contexts };
}

const caller = (phase: "preview" | "update") => ({ [callerKey]: { phase, place: 7, name: "former-dba" } });

describe("the configuration of the dynamic providers", () => {
    it("serves all types with one context, which the first operation creates", async () => {
        const { single, set, configure, contexts, requests } = startProcess();
        assert.equal(contexts(), 0);
        await single.check({}, { identifier: "312", ...caller("preview") });
        configure({ ...stackConfig });
        await set.check({}, { identifiers: ["313"], ...caller("preview") });
        assert.deepEqual([contexts(), requests], [1, ["list"]]);
    });

    it("gets another context when a value changes", async () => {
        const { single, configure, contexts } = startProcess();
        await single.create({ identifier: "312" });
        configure({ ...stackConfig, "mysafe:url": "https://other.example.com" });
        const { outs } = await single.create({ identifier: "312" });
        assert.deepEqual([contexts(), outs?.vaultUrl], [2, "https://other.example.com"]);
    });

    it("can lack settings until an operation needs them", async () => {
        const { single } = startProcess({ config: {} });
        const { failures } = await single.check({}, { identifier: "312", ...caller("update") });
        assert.deepEqual([failures?.length, failures?.[0]?.property], [1, ""]);
        assert.match(failures?.[0]?.reason ?? "", /mysafe:url is missing/);
        await assert.rejects(single.create({ identifier: "312" }), /mysafe:url is missing/);
    });

    it("runs each operation by its name", async () => {
        const { single, operations } = startProcess();
        const olds = { identifier: "312", ...inactive };
        await single.check({}, { identifier: "312" });
        await single.diff("312", olds, { identifier: "312" });
        await single.create({ identifier: "312" });
        await single.read("312", olds);
        await single.update("312", olds, { identifier: "312" });
        await single.delete("312", olds);
        assert.deepEqual(operations, ["check", "diff", "create", "read", "update", "delete"]);
    });
});

describe("check of the dynamic provider", () => {
    it("returns inputs without the caller info", async () => {
        const { single } = startProcess();
        const news = { identifier: "312", reason: "CHG-1", __provider };
        for (const phase of ["preview", "update"] as const) {
            const { inputs, failures } = await single.check({}, { ...news, ...caller(phase) });
            const { [previewKey]: plan, [nameKey]: _name, ...others } = inputs;
            assert.deepEqual([others, failures], [{ ...news, status: "inactive" }, []]);
            const groups = unpackPlan(plan)?.groups.map(({ action, items }) => `${action} ${items}`);
            assert.deepEqual(groups, phase === "preview" ? ["disable 312 Password 312"] : undefined);
        }
    });

    it("translates unknown values in both directions", async () => {
        const { single, set, requests } = startProcess();
        const one = await single.check({}, { identifier: wireUnknown, reason: wireUnknown, ...caller("preview") });
        const { [previewKey]: _plan, [nameKey]: _name, ...inputs } = one.inputs;
        assert.deepEqual(
            [inputs, one.failures],
            [{ identifier: wireUnknown, reason: wireUnknown, status: "inactive" }, []],
        );
        for (const [identifiers, expected] of [
            [wireUnknown, wireUnknown],
            [["312", wireUnknown], { 312: "inactive", "identifiers[1]": wireUnknown }],
        ]) {
            const { inputs } = await set.check({}, { identifiers, ...caller("preview") });
            assert.deepEqual(inputs.identifiers, expected);
        }
        assert.deepEqual(requests, ["list"]);
    });

    it("unpacks the identifiers of a set", async () => {
        const { inputs } = await startProcess().set.check(
            {},
            { identifiers: { list: "312,313" }, __provider, ...caller("update") },
        );
        assert.deepEqual(inputs, { identifiers: { 312: "inactive", 313: "inactive" }, __provider });
    });

    it("returns all refusals of a preview among the inputs, in the engine's form", async () => {
        const news = { identifier: "0", reason: 777888999, onDestroy: "delete", ...caller("preview") };
        const { inputs, failures } = await startProcess().single.check({}, news);
        assert.deepEqual(failures, []);
        const refusals: string[] = inputs[previewKey];
        assert.deepEqual(
            refusals.map((message) => message.split(" has a problem: ", 1)[0]),
            [
                "resource 'former-dba': property identifier value {0}",
                // Any other value can be a secret of the program.
                "resource 'former-dba': property reason",
                "resource 'former-dba': property onDestroy",
            ],
        );
        for (const message of refusals) {
            assert.match(message, /^[^\n]+ has a problem: [^\n]+\nCause: [^\n]+\nSolution: [^\n]+$/);
            assert.doesNotMatch(message, /777888999/);
        }
    });

    it("names the place in the list", async () => {
        const identifiers = ["312", "abc"];
        const { set } = startProcess();
        const { inputs } = await set.check({}, { identifiers, ...caller("preview") });
        const [message]: [string] = inputs[previewKey];
        assert.match(message, /^resource 'former-dba': property identifiers\[1\] value \{abc\} has a problem: /);
        const { failures } = await set.check({}, { identifiers, ...caller("update") });
        assert.equal(failures?.[0]?.property, "identifiers[1]");
    });

    it("fails in an update", async () => {
        const news = { identifier: "abc", reason: 7, ...caller("update") };
        const { inputs, failures = [] } = await startProcess().single.check({}, news);
        assert.equal(Array.isArray(inputs[previewKey]), false);
        assert.deepEqual(
            failures.map(({ property }) => property),
            ["identifier", "reason"],
        );
        assert.match(failures[0]?.reason ?? "", /^must be a whole number from .*\nCause: .*\nSolution: /);
    });

    it("returns failures, not refusals, if another class declares the resource", async () => {
        const { single, requests } = startProcess();
        const { inputs, failures } = await single.check({}, { identifier: "abc" });
        assert.deepEqual([failures?.length, Array.isArray(inputs[previewKey])], [1, false]);
        await single.check({}, { identifier: "312" });
        assert.deepEqual(requests, ["list"]);
    });

    it("fails in a preview after a failure of the run", async () => {
        const vault = new FakeVault();
        vault.fail("list", failedWith(504));
        const { single } = startProcess({ vault });
        const { inputs, failures = [] } = await single.check({}, { identifier: "312", ...caller("preview") });
        assert.deepEqual([failures.length, failures[0]?.property, Array.isArray(inputs[previewKey])], [1, "", false]);
        assert.match(failures[0]?.reason ?? "", / failed: 504.*\nCause: .*\nSolution: /);
    });
});

describe("diff of the dynamic provider", () => {
    const olds = { identifier: "312", ...inactive, __provider };
    const news = { identifier: "312", status: "inactive", __provider };

    it("reports no change, a change in place and a replacement", async () => {
        const { single } = startProcess();
        assert.deepEqual(await single.diff("312", olds, news), { changes: false, replaces: [] });
        const otherReason = { ...news, reason: "CHG-1" };
        assert.deepEqual(await single.diff("312", olds, otherReason), { changes: true, replaces: [] });
        const unknown = { ...news, identifier: wireUnknown };
        assert.deepEqual(await single.diff("312", olds, unknown), { changes: true, replaces: ["identifier"] });
    });

    it("reports a change for refusals alone, which reach the program with a change", async () => {
        const refused = { ...news, [previewKey]: ["refused"] };
        assert.deepEqual(await startProcess().single.diff("312", olds, refused), { changes: true, replaces: [] });
    });
});

describe("create and update of the dynamic provider", () => {
    const inputs = { identifier: "312", reason: "CHG-1", status: "inactive", __provider };
    const outputs = { identifier: "312", reason: "CHG-1", ...inactive };
    const operations = {
        create: (provider: ReturnType<typeof startProcess>["single"]) => provider.create(inputs),
        update: (provider: ReturnType<typeof startProcess>["single"]) =>
            provider.update("312", { identifier: "312", status: "unconfirmed", vaultUrl: "", __provider }, inputs),
    };

    for (const [name, operation] of Object.entries(operations)) {
        it(`returns the id and the outputs: ${name}`, async () => {
            assert.deepEqual(await operation(startProcess().single), { id: "312", outs: outputs });
        });

        it(`throws an incomplete result with id, outputs, provider text and reason: ${name}`, async () => {
            const vault = new FakeVault().set(312);
            const cause = unconfirmed();
            vault.fail("disable", cause);
            const error = await rejection(operation(startProcess({ vault }).single));
            assert.ok(error instanceof ResourceInitError);
            assert.equal(error.message, cause.message);
            assert.equal(error.id, "312");
            const { status, outcome: _, disabledAt: __, ...kept } = outputs;
            assert.equal(status, "inactive");
            assert.deepEqual(error.properties, { ...kept, status: "unconfirmed", __provider });
            assert.equal(error.reasons.length, 1);
        });

        it(`throws the vault's refusal unchanged: ${name}`, async () => {
            const vault = new FakeVault().set(312);
            const error = refusedWith(1006);
            vault.fail("disable", error);
            assert.equal(await rejection(operation(startProcess({ vault }).single)), error);
        });
    }
});

describe("read of the dynamic provider", () => {
    const olds: Properties = { identifier: "312", ...inactive };

    it("returns outputs and inputs", async () => {
        const vault = new FakeVault().set(312, { active: false });
        assert.deepEqual(await startProcess({ vault }).single.read("312", { ...olds, __provider }), {
            id: "312",
            props: olds,
            inputs: { identifier: "312", status: "inactive" },
        });
    });

    it("returns only the outputs without a request", async () => {
        const note = { identifier: "21", ...inactive };
        assert.deepEqual(await startProcess().note.read("21", note), { id: "21", props: note, inputs: undefined });
    });

    it("returns id, outputs and inputs of a password that the vault no longer has", async () => {
        const { single } = startProcess({ vault: new FakeVault().set(313) });
        const other = single.read("313", { ...olds, identifier: "313" });
        assert.deepEqual(await single.read("312", olds), {
            id: "312",
            props: { ...olds, status: "missing" },
            inputs: { identifier: "312", status: "missing" },
        });
        await other;
    });

    it("fails if the vault has none of the passwords, until another configuration finds one", async () => {
        const vault = new FakeVault();
        const { single, configure } = startProcess({ vault });
        await assert.rejects(single.read("312", olds), /^NothingFoundError: .*\nCause: the access key ci-client /);
        configure({ ...stackConfig, "mysafe:clientId": "other" });
        vault.set(313);
        await single.read("313", { ...olds, identifier: "313" });
        assert.equal((await single.read("312", olds)).id, "312");
    });
});

describe("delete of the dynamic provider", () => {
    it("releases by the outputs", async () => {
        const { single, requests } = startProcess();
        await single.delete("312", { identifier: "312", ...inactive });
        await single.delete("312", { identifier: "312", ...inactive, onDestroy: "restore" });
        assert.deepEqual(requests, ["enable 312"]);
    });
});
