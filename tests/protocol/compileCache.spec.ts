import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { hasNode, nodeFolder } from "../support/nodes";
import { temporaryFolder } from "../support/packedProject";
import { type DynamicProvider, startDynamicProvider } from "./support/dynamicProvider";

const inputs = {
    identifiers: { list: "0" },
    __provider: 'exports.handler = () => require("pulumi-mysafe/provider").passwordDisablementSet;',
};

describe("a provider whose Node is to keep compiled code", () => {
    let provider: DynamicProvider | undefined;
    afterEach(() => provider?.stop());

    /** How many modules' code is kept after a run in which our module was loaded. */
    async function keptBy(node: string, end: (running: DynamicProvider) => Promise<void>): Promise<number> {
        const cache = join(temporaryFolder("compiled"), "cache");
        provider = await startDynamicProvider(__dirname, { NODE_COMPILE_CACHE: cache }, node);
        await provider.configure({});
        await provider.check({}, inputs);
        await end(provider);
        await provider.stop();
        const entries = existsSync(cache) ? readdirSync(cache, { recursive: true, withFileTypes: true }) : [];
        return entries.filter((entry) => entry.isFile()).length;
    }

    it("has it written at the engine's last call: the engine then kills it, and Node would write nothing", async function () {
        this.timeout(300_000);
        if (!hasNode(24)) {
            this.skip();
        }
        const node = join(await nodeFolder(24), "node");
        assert.equal(await keptBy(node, async () => {}), 0, "where the engine never said that the run is over");
        // Above all the SDK's, which has hundreds of modules.
        assert.ok((await keptBy(node, (running) => running.cancel())) > 100);
    });

    it("ends well where Node knows nothing of it", async () => {
        await keptBy(process.execPath, (running) => running.cancel());
    });
});
