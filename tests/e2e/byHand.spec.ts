import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { engineEnvironment } from "../../engine/environment";
import { runPulumi } from "../../engine/stack";
import { connectionEnvironment, storyEngine, storyTimeoutMs, succeeded, withVault } from "../support/story";

const root = join(__dirname, "..", "..");

describe("a manual `pulumi up` in the repository's root", function () {
    this.timeout(storyTimeoutMs);

    it("disables the password in the stack configuration", async () => {
        const folder = mkdtempSync(join(tmpdir(), "pulumi-mysafe-by-hand-"));
        const name = `test-${process.pid}`;
        try {
            const [state, home] = ["state", "home"].map((each) => join(folder, each));
            mkdirSync(String(state));
            const engine = await storyEngine();
            await withVault({}, async (vault) => {
                const env = {
                    ...engineEnvironment(engine, String(home), String(state)),
                    ...connectionEnvironment(vault),
                };
                for (const args of [
                    ["stack", "init", name],
                    ["config", "set", "identifier", "312"],
                    ["up", "--yes"],
                ]) {
                    succeeded(await runPulumi([...args, ...(args[1] === "init" ? [] : ["--stack", name])], root, env));
                }
                assert.equal(vault.password(312).active, false);
            });
        } finally {
            rmSync(folder, { recursive: true, force: true });
            rmSync(join(root, `Pulumi.${name}.yaml`), { force: true });
        }
        const { stdout } = spawnSync("git", ["status", "--porcelain", "--", "Pulumi.yaml"], {
            cwd: root,
            encoding: "utf8",
        });
        assert.equal(stdout, "");
    });
});
