import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { startProvider } from "../protocol/support/providerProcess";
import { npm } from "../support/packedProject";
import { temporaryFolder } from "../support/temporaryFolder";

const root = join(__dirname, "../..");

describe("the repository as a package", function () {
    this.timeout(240_000);

    // The Node host of these tests is too old to run a plugin from its sources, so the test does what a current one does.
    it("installs and runs the plugin as `pulumi package add` of the repository does", async () => {
        const clone = join(temporaryFolder("repository"), "clone");
        const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
            cwd: root,
        });
        for (const file of files
            .toString()
            .split("\0")
            .filter((name) => name !== "")) {
            cpSync(join(root, file), join(clone, file));
        }
        assert.deepEqual(parse(readFileSync(join(clone, "PulumiPlugin.yaml"), "utf8")), { runtime: "nodejs" });
        await npm(["install", "--omit=dev", "--prefer-offline"], clone);
        const script = join(clone, "node_modules", "@pulumi", "pulumi", "cmd", "run-plugin");
        const plugin = await startProvider({ args: [script, clone, "127.0.0.1:1"], cwd: clone });
        try {
            const { version, schema } = await plugin.info();
            assert.equal(version, "0.1.0");
            assert.equal(JSON.parse(schema).name, "mysafe");
            assert.equal(plugin.stdout(), "");
        } finally {
            await plugin.stop();
        }
    });
});
