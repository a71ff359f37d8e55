import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "mysafe-simulator";
import { declared } from "./support/declared";
import { type DynamicProvider, refusalOf, startDynamicProvider } from "./support/dynamicProvider";
import { freshProvider } from "./support/stage";

const missing = [
    "2 settings of pulumi-mysafe are missing or wrong:",
    "- mysafe:clientId is missing: run `pulumi config set mysafe:clientId <client id>`, or set SENHASEGURA_CLIENT_ID.",
    "- mysafe:clientSecret is missing: run `pulumi config set --secret mysafe:clientSecret`, or set SENHASEGURA_CLIENT_SECRET.",
].join("\n");

describe("a stack that lacks settings", () => {
    const previewed = declared("preview", { identifier: 312 });
    const updated = declared("update", { identifier: 312 });
    let vault: Simulator;
    let provider: DynamicProvider;

    before(async () => {
        [vault, provider] = await Promise.all([startSimulator(), freshProvider()]);
        await provider.configure({ "mysafe:url": vault.url });
    });
    afterEach(() => {
        assert.equal(vault.requests.length, 0);
        assert.doesNotMatch(provider.stderr(), /settings of pulumi-mysafe/);
    });
    after(async () => {
        await provider.stop();
        await vault.close();
    });

    it("gives each of 20 parallel creates the error that names them all, and runs none unconfigured", async () => {
        const inputs = await updated();
        const refusals = await Promise.all(Array.from({ length: 20 }, () => refusalOf(provider.create(inputs))));
        assert.deepEqual(refusals, Array(20).fill(missing));
    });

    it("refuses in check with the same words, for the resource and not as an error", async () => {
        for (const inputs of [await previewed(), await updated()]) {
            const { failures } = await provider.check({}, inputs);
            assert.deepEqual(failures, [{ property: "", reason: missing }]);
        }
    });

    it("fails a refresh, since nobody can say what the vault has", async () => {
        const state = { ...(await previewed()), status: "inactive" };
        assert.equal(await refusalOf(provider.read("312", state)), missing);
    });

    it("still compares, updates and deletes what was created before", async () => {
        const inputs = await previewed();
        const state = { ...inputs, status: "inactive" };
        assert.deepEqual((await provider.check(inputs, inputs)).failures, []);
        assert.equal((await provider.diff("312", state, inputs)).changes, "none");
        assert.equal((await provider.update("312", state, { ...inputs, reason: "CHG-1" })).reason, "CHG-1");
        await provider.delete("312", state);
    });
});

describe("a machine that has the settings in its environment", () => {
    const declaration = declared("update", { identifier: 312 });

    it("lends the stack those that it lacks, and no others", async () => {
        const vault = await startSimulator();
        const provider = await startDynamicProvider(undefined, {
            SENHASEGURA_URL: "http://localhost:1",
            SENHASEGURA_CLIENT_ID: vault.clientId,
            SENHASEGURA_CLIENT_SECRET: vault.clientSecret,
        });
        try {
            await provider.configure({ "mysafe:url": vault.url });
            const { outputs } = await provider.create(await declaration());
            assert.deepEqual([outputs.status, outputs.vaultUrl], ["inactive", vault.url]);
        } finally {
            await provider.stop();
            await vault.close();
        }
    });
});
