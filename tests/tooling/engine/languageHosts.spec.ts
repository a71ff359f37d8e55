import assert from "node:assert/strict";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { getLanguageHosts } from "../../../engine/languageHosts";
import { hostPrograms } from "../../../engine/versions";
import { closeAll, Sandbox } from "./sandbox";

/** Puts a fake Go on PATH that builds the hosts, and has the SDK's module. */
function goWithHosts(sandbox: Sandbox): void {
    sandbox.go("1.26.8");
    for (const { name } of hostPrograms) {
        sandbox.script("what-go-builds", name, ":");
    }
    const module = join(sandbox.folder, "module");
    mkdirSync(join(module, "python", "cmd"), { recursive: true });
    writeFileSync(join(module, "python", "cmd", "pulumi-language-python-exec"), "");
    const go = join(sandbox.folder, "go-bin", "go");
    sandbox.addToPath(
        sandbox.script(
            "go-first",
            "go",
            `if [ "$1" = mod ]; then echo '{"Dir": "${module}"}'; else exec ${go} "$@"; fi`,
        ),
    );
}

describe("the language hosts", () => {
    afterEach(closeAll);

    it("are built once, beside the engine's cache, and made again where one is damaged", async () => {
        const sandbox = new Sandbox();
        goWithHosts(sandbox);
        const { folder } = await getLanguageHosts(sandbox.options());
        assert.ok(folder.startsWith(join(sandbox.folder, "hosts")), folder);
        assert.deepEqual(readdirSync(folder).sort(), [
            "engine.json",
            "pulumi-language-go",
            "pulumi-language-python",
            "pulumi-language-python-exec",
            "pulumi-language-yaml",
        ]);
        const builds = () => sandbox.seen("builds").match(/\n/g)?.length;
        assert.equal((await getLanguageHosts(sandbox.options())).folder, folder);
        assert.equal(builds(), 3);
        rmSync(join(folder, "pulumi-language-go"));
        await getLanguageHosts(sandbox.options());
        assert.equal(builds(), 6);
    });

    it("are missing without Go, with an error that says so", async () => {
        await assert.rejects(
            getLanguageHosts(new Sandbox().options()),
            /^EngineError: No language hosts for YAML, Python and Go: no go on PATH/,
        );
    });
});
