import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { engineVersion } from "../../../engine/versions";
import { closeAll, Sandbox } from "./sandbox";

describe("engine command", () => {
    let sandbox: Sandbox;
    beforeEach(() => {
        sandbox = new Sandbox();
        sandbox.env.PULUMI_MYSAFE_ENGINE_CACHE = sandbox.cacheRoot;
        // Without curl, a test downloads nothing.
        rmSync(join(sandbox.tools, "curl"));
    });
    afterEach(closeAll);

    const cli = () =>
        spawnSync(process.execPath, ["--require", "tsx/cjs", join(__dirname, "../../../engine/cli.ts")], {
            env: sandbox.env,
            encoding: "utf8",
        });

    it("prints the folder for PATH on stdout and everything else on stderr", () => {
        const folder = sandbox.engine("bin");
        sandbox.addToPath(folder);
        const { status, stdout, stderr } = cli();
        assert.equal(status, 0);
        assert.equal(stdout, `${folder}\n`);
        assert.equal(stderr, `engine: using Pulumi ${engineVersion} from PATH: ${folder}\n`);
    });

    it("exits with 1 and the error, without a stack, when there is no engine", () => {
        const { status, stdout, stderr } = cli();
        assert.equal(status, 1);
        assert.equal(stdout, "");
        assert.match(stderr, /^No Pulumi engine is available\./m);
        assert.match(stderr, /- the installer: it requires curl, which is not on PATH/);
        assert.doesNotMatch(stderr, /^\s+at /m);
    });
});
