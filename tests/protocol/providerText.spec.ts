import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { inputsOfOne } from "./support/inputs";
import { errorOf, type ProviderProcess, startDynamicProvider } from "./support/providerProcess";

describe("the provider text in a state", () => {
    const inputs = inputsOfOne(312);
    let folder: string;
    let provider: ProviderProcess | undefined;

    beforeEach(() => {
        folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-mysafe-")));
    });
    afterEach(async () => {
        await provider?.stop();
        rmSync(folder, { recursive: true });
    });

    it("loads the provider from any folder below the package's", async () => {
        const below = join(folder, "programs", "offboarding", "2024");
        mkdirSync(below, { recursive: true });
        mkdirSync(join(folder, "node_modules"));
        const manifest = require.resolve("pulumi-mysafe/package.json");
        symlinkSync(dirname(manifest), join(folder, "node_modules", "pulumi-mysafe"), "junction");
        provider = await startDynamicProvider(below);
        await provider.configure({});
        assert.equal((await provider.diff("312", inputs, inputs)).changes, "none");
        assert.equal(provider.stderr(), "");
    });

    it("fails with the package's name in a folder without it", async () => {
        provider = await startDynamicProvider(folder);
        await provider.configure({});
        assert.match(await errorOf(provider.create(inputs)), /Cannot find module 'pulumi-mysafe\/provider'/);
    });
});
