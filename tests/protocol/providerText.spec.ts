import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { declared } from "./support/declared";
import { refusalOf, startDynamicProvider } from "./support/dynamicProvider";

describe("the provider's text in a resource's state", () => {
    const one = declared("update", { identifier: 312, reason: "CHG-2041" });
    const another = declared("update", { identifier: "313" });
    const previewed = declared("preview", { identifier: 312 });
    const manifest = require.resolve("pulumi-mysafe/package.json");
    let folder: string;

    beforeEach(() => {
        folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-mysafe-")));
    });
    afterEach(() => {
        rmSync(folder, { recursive: true });
    });

    it("is one line of less than 120 characters", async () => {
        const text = String((await one()).__provider);
        assert.match(text, /^exports\.handler = .+$/);
        assert.equal(/[\r\n]/.test(text), false);
        assert.ok(text.length < 120, `${text.length} characters`);
    });

    it("is the same for two resources, in preview and in update", async () => {
        assert.equal((await another()).__provider, (await one()).__provider);
        assert.equal((await previewed()).__provider, (await one()).__provider);
    });

    it("names no path and no version, and of modules only this package's provider", async () => {
        const text = String((await one()).__provider);
        const { version } = JSON.parse(readFileSync(manifest, "utf8"));
        assert.deepEqual(text.match(/"[^"]*"|'[^']*'|`[^`]*`/g), ['"pulumi-mysafe/provider"']);
        assert.doesNotMatch(text.replace('"pulumi-mysafe/provider"', ""), /[/\\]|\d/);
        assert.ok(!text.includes(version));
    });

    it("evaluates from any folder below one that has the package", async () => {
        const below = join(folder, "programs", "offboarding", "2024");
        mkdirSync(below, { recursive: true });
        mkdirSync(join(folder, "node_modules"));
        symlinkSync(dirname(manifest), join(folder, "node_modules", "pulumi-mysafe"), "junction");
        const provider = await startDynamicProvider(below);
        try {
            await provider.configure({});
            const inputs = await one();
            assert.equal((await provider.diff("312", inputs, inputs)).changes, "none");
            assert.equal(provider.stderr(), "");
        } finally {
            await provider.stop();
        }
    });

    it("says which package is missing in a folder that does not have it", async () => {
        const provider = await startDynamicProvider(folder);
        try {
            await provider.configure({});
            assert.match(await refusalOf(provider.create(await one())), /Cannot find module 'pulumi-mysafe\/provider'/);
        } finally {
            await provider.stop();
        }
    });
});
