import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { EngineError, getEngine } from "../../../engine/engine";
import { closeAll, engineFolder, Sandbox } from "./sandbox";

describe("no engine", () => {
    let sandbox: Sandbox;
    beforeEach(() => {
        sandbox = new Sandbox();
    });
    afterEach(closeAll);

    it("causes one error that lists each attempt with its cause, and what to install", async () => {
        await assert.rejects(getEngine(sandbox.options()), (error: Error) => {
            assert.ok(error instanceof EngineError);
            assert.deepEqual(error.message.split("\n").slice(1), [
                "  - PATH: no pulumi on PATH",
                `  - our cache: nothing in ${sandbox.cacheRoot}/${engineFolder} yet`,
                "  - the installer: not in this test",
                "  - a build with Go: no go on PATH",
                "Solution: install the Pulumi CLI, 3.216.0 or newer, from https://www.pulumi.com/docs/install/ and put it on PATH.",
                "Or install Go 1.24.0 or newer, with access to its module proxy. Then run the command again.",
            ]);
            assert.equal(error.stack, error.message);
            return true;
        });
    });

    it("leaves nothing in the cache", async () => {
        await assert.rejects(getEngine(sandbox.options()));
        assert.deepEqual(readdirSync(sandbox.cacheRoot), []);
    });

    it("names the variable that moves the cache when the cache cannot be written", async () => {
        writeFileSync(sandbox.cacheRoot, "a file, not a folder");
        await assert.rejects(
            getEngine(sandbox.options()),
            /cache .*: EEXIST.*PULUMI_MYSAFE_ENGINE_CACHE can name another/,
        );
    });
});
