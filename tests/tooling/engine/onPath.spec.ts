import assert from "node:assert/strict";
import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { EngineError, getEngine } from "../../../engine/engine";
import { closeAll, Sandbox } from "./sandbox";

describe("engine on PATH", () => {
    let sandbox: Sandbox;
    beforeEach(() => {
        sandbox = new Sandbox();
    });
    afterEach(closeAll);

    it("is used when it is new enough and has its Node language host", async () => {
        const folder = sandbox.engine("bin", "3.216.0");
        sandbox.addToPath(folder);
        assert.deepEqual(await getEngine(sandbox.options()), { folder, version: "3.216.0", source: "path" });
        assert.match(sandbox.log, /using Pulumi 3\.216\.0 from PATH/);
    });

    it("may have its Node language host elsewhere on PATH", async () => {
        const folder = sandbox.engine("bin");
        const elsewhere = sandbox.engine("elsewhere");
        rmSync(join(folder, "pulumi-language-nodejs"));
        rmSync(join(elsewhere, "pulumi"));
        sandbox.addToPath(elsewhere);
        sandbox.addToPath(folder);
        assert.equal((await getEngine(sandbox.options())).folder, folder);
    });

    it("may be a link to a folder that has the rest", async () => {
        const real = sandbox.engine("opt");
        const folder = join(sandbox.folder, "links");
        mkdirSync(folder);
        symlinkSync(join(real, "pulumi"), join(folder, "pulumi"));
        sandbox.addToPath(folder);
        assert.equal((await getEngine(sandbox.options())).folder, folder);
    });

    it("is skipped when too old, and the next one on PATH is used", async () => {
        const newer = sandbox.engine("newer");
        sandbox.addToPath(newer);
        sandbox.addToPath(sandbox.engine("older", "3.100.0"));
        assert.equal((await getEngine(sandbox.options())).folder, newer);
    });

    it("is skipped when too old, with its path, its version and the required version", async () => {
        const folder = sandbox.engine("bin", "3.215.9");
        sandbox.addToPath(folder);
        await assert.rejects(getEngine(sandbox.options()), EngineError);
        const line = `skipped PATH: ${folder}/pulumi is version 3.215.9: 3.216.0 or newer is required`;
        assert.ok(sandbox.log.includes(line), sandbox.log);
    });

    it("is skipped without its Node language host", async () => {
        const folder = sandbox.engine("bin");
        rmSync(join(folder, "pulumi-language-nodejs"));
        sandbox.addToPath(folder);
        await assert.rejects(getEngine(sandbox.options()), EngineError);
        assert.match(sandbox.log, /lacks its Node language host, pulumi-language-nodejs/);
    });

    it("is skipped when its Node language host does not run", async () => {
        const folder = sandbox.engine("bin");
        sandbox.script("bin", "pulumi-language-nodejs", "echo broken >&2; exit 3");
        sandbox.addToPath(folder);
        await assert.rejects(getEngine(sandbox.options()), EngineError);
        assert.match(sandbox.log, /pulumi-language-nodejs ended with exit code 3: broken/);
    });

    it("is skipped when it does not respond in time", async () => {
        sandbox.addToPath(sandbox.engine("bin"));
        sandbox.script("bin", "pulumi", "sleep 60");
        await assert.rejects(getEngine(sandbox.options({ limits: { checkMs: 200 } })), EngineError);
        assert.match(sandbox.log, /pulumi gave no response within 0\.2 s/);
    });

    it("is checked without the caller's Pulumi variables", async () => {
        const folder = sandbox.engine("bin");
        sandbox.script("bin", "pulumi", `echo "v3.216.0$PULUMI_ACCESS_TOKEN"`);
        sandbox.addToPath(folder);
        sandbox.env.PULUMI_ACCESS_TOKEN = "-leaked";
        assert.equal((await getEngine(sandbox.options())).version, "3.216.0");
    });
});
