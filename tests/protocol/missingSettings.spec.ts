import assert from "node:assert/strict";
import { type Simulator, startSimulator } from "mysafe-simulator";
import { inputsOfOne } from "./support/inputs";
import { errorOf, type ProviderProcess, startDynamicProvider } from "./support/providerProcess";

const missing = [
    "2 settings of pulumi-mysafe are missing or wrong:",
    "- mysafe:clientId is missing: run `pulumi config set mysafe:clientId <client id>`, or set SENHASEGURA_CLIENT_ID.",
    "- mysafe:clientSecret is missing: run `pulumi config set --secret mysafe:clientSecret`, or set SENHASEGURA_CLIENT_SECRET.",
].join("\n");

describe("a stack without some settings", () => {
    const inputs = inputsOfOne(312);
    let vault: Simulator;
    let state: typeof inputs;
    let provider: ProviderProcess;

    before(async () => {
        [vault, provider] = await Promise.all([startSimulator(), startDynamicProvider()]);
        state = { ...inputs, vaultUrl: vault.url };
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

    it("fails the check of a new resource as a whole", async () => {
        for (const phase of ["preview", "update"]) {
            const news = { ...inputs, __caller: { phase, place: 0, name: "former-dba" } };
            const { failures } = await provider.check({}, news);
            assert.deepEqual(failures, [{ property: "", reason: missing }]);
        }
    });

    it("fails each of 20 parallel creates with the same message", async () => {
        const errors = await Promise.all(Array.from({ length: 20 }, () => errorOf(provider.create(inputs))));
        assert.deepEqual(errors, Array(20).fill(missing));
    });

    it("fails a refresh with a hint about its configuration", async () => {
        assert.match(await errorOf(provider.read("312", state)), /SENHASEGURA_CLIENT_SECRET\.\n.*`--run-program`/);
    });

    it("checks, compares, updates and deletes disabled passwords", async () => {
        assert.deepEqual((await provider.check(inputs, inputs)).failures, []);
        assert.equal((await provider.diff("312", state, inputs)).changes, "none");
        assert.equal((await provider.update("312", state, { ...inputs, reason: "CHG-1" })).reason, "CHG-1");
        await provider.delete("312", state);
    });
});

describe("a stack with settings in the environment", () => {
    it("uses them for keys that the stack configuration lacks", async () => {
        const vault = await startSimulator();
        const provider = await startDynamicProvider(undefined, {
            SENHASEGURA_URL: "http://localhost:1",
            SENHASEGURA_CLIENT_ID: vault.clientId,
            SENHASEGURA_CLIENT_SECRET: vault.clientSecret,
        });
        try {
            await provider.configure({ "mysafe:url": vault.url });
            assert.equal((await provider.create(inputsOfOne(312))).outputs.vaultUrl, vault.url);
        } finally {
            await provider.stop();
            await vault.close();
        }
    });
});
