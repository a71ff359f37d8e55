import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { packedTarball } from "../support/packedProject";

for (const [workspace, name, doors] of [
    ["provider", "pulumi-mysafe", [".", "./provider", "./package.json"]],
    ["simulator", "mysafe-simulator", [".", "./package.json"]],
] as const) {
    describe(`the packed ${name}`, function () {
        this.timeout(120_000);

        let tarball = "";

        before(async () => {
            tarball = await packedTarball(workspace);
        });

        it("has no error, warning or suggestion from publint", async () => {
            const file = readFileSync(tarball);
            const data = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer;
            const { messages, pkg } = await publint({ pack: { tarball: data }, level: "suggestion" });
            assert.equal(pkg.name, name);
            assert.deepEqual(
                messages.map((message) => formatMessage(message, pkg, { color: false })),
                [],
            );
        });

        it("passes attw for CommonJS, ES modules, bundlers and TypeScript's old resolution", () => {
            const manifest = require.resolve("@arethetypeswrong/cli/package.json");
            const attw = join(dirname(manifest), JSON.parse(readFileSync(manifest, "utf8")).bin.attw);
            const { stdout, stderr } = spawnSync(process.execPath, [attw, tarball, "--format", "json"], {
                encoding: "utf8",
            });
            assert.ok(stdout, stderr);
            const { analysis, problems = {} } = JSON.parse(stdout);
            assert.deepEqual(Object.keys(analysis.entrypoints), doors);
            assert.deepEqual(problems, {});
        });
    });
}
