import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import type { Simulator } from "mysafe-simulator";
import type { Stack } from "../../engine/stack";
import { ownTarget } from "../../release/targets";
import { releaseVersion } from "../../release/writeRelease";
import { failedWith, nothingToDo, succeeded, withVaultAndStack } from "../support/story";
import { archiveOf, archivesTimeoutMs } from "./support/archives";
import { writePluginProgram } from "./support/program";

const version = releaseVersion();
/** The engine would use a plugin on PATH, which npm adds to PATH in this repository. */
const env = { PULUMI_IGNORE_AMBIENT_PLUGINS: "true" };

/** Returns whether the stack's own Pulumi has the plugin of this version. */
function isInstalled(stack: Stack): boolean {
    return existsSync(join(stack.env.PULUMI_HOME ?? "", "plugins", `resource-mysafe-v${version}`));
}

/** Disables the password of the program, and then finds nothing to do. */
async function disables(vault: Simulator, stack: Stack): Promise<void> {
    assert.equal(vault.password(312).active, true);
    succeeded(await stack.up());
    assert.equal(vault.password(312).active, false);
    assert.ok(isInstalled(stack));
    const outputs = JSON.parse((await stack.expect(["stack", "output", "--json"])).stdout);
    assert.deepEqual(outputs, { status: "inactive", outcome: "deactivated" });
    await nothingToDo(stack);
    succeeded(await stack.refresh("--expect-no-changes"));
}

describe("the plugin's archive of this machine", function () {
    this.timeout(archivesTimeoutMs);

    let archive = "";

    before(async () => {
        archive = await archiveOf(ownTarget());
    });

    it("serves a program without the npm package, after `pulumi plugin install --file`", async () => {
        const program = writePluginProgram({ version });
        const offline = { ...env, PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true" };
        await withVaultAndStack({}, { program, env: offline }, async (vault, stack) => {
            failedWith(await stack.preview(), "no resource plugin 'pulumi-resource-mysafe'");
            await stack.expect(["plugin", "install", "resource", "mysafe", version, "--file", archive]);
            await disables(vault, stack);
        });
    });

    it("is what the engine downloads from the program's `pluginDownloadURL`", async () => {
        const requests: string[] = [];
        const server = createServer(({ url = "" }, response) => {
            requests.push(url);
            const body = url === `/${basename(archive)}` ? readFileSync(archive) : undefined;
            // The engine requires the length.
            response.writeHead(body ? 200 : 404, { "Content-Length": body?.length ?? 0 }).end(body);
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        try {
            const pluginDownloadURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
            const program = writePluginProgram({ version, pluginDownloadURL });
            await withVaultAndStack({}, { program, env }, async (vault, stack) => {
                assert.ok(!isInstalled(stack));
                await disables(vault, stack);
                assert.deepEqual(requests, [`/${basename(archive)}`]);
            });
        } finally {
            server.close();
        }
    });
});
