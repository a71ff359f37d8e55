import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { createStack, type Stack } from "../../engine/stack";
import { writeProgram } from "../support/packedProject";
import { declare, declaringProgram, storyEngine, storyTimeoutMs, succeeded, withVaultAndStack } from "../support/story";

/** Lists the keys of nested objects: `a.b`. */
function keysOf(value: unknown, path = ""): string[] {
    return value !== null && typeof value === "object"
        ? Object.entries(value).flatMap(([key, inner]) => keysOf(inner, path ? `${path}.${key}` : key))
        : [path];
}

/** Returns the keys of a stack's checkpoint and of its settings. */
function shapeOf(stack: Stack): string[][] {
    const checkpoint = readFileSync(join(stack.folder, "state", ".pulumi", "stacks", "test", "dev.json"), "utf8");
    const settings = readFileSync(join(stack.folder, "Pulumi.dev.yaml"), "utf8");
    return [keysOf(JSON.parse(checkpoint)), keysOf(parse(settings))];
}

describe("a stack whose files the stories write", function () {
    this.timeout(storyTimeoutMs);

    it("has the files that `pulumi stack init` and `config set` write", async () => {
        const settings = { config: { "mysafe:neverDisable": ["tag:a", 404] }, secrets: { "test:word": "secret" } };
        const options = { program: await writeProgram("declaring", declaringProgram), engine: await storyEngine() };
        const [written, initialised] = await Promise.all([
            createStack({ ...options, ...settings }),
            createStack({ ...options, name: "unused" }),
        ]);
        try {
            for (const args of [
                ["stack", "init", "dev"],
                ["config", "set", "--path", "mysafe:neverDisable[0]", "tag:a"],
                ["config", "set", "--path", "mysafe:neverDisable[1]", "404"],
                ["config", "set", "--secret", "test:word", "secret"],
            ]) {
                await initialised.expect(args);
            }
            assert.deepEqual(shapeOf(written), shapeOf(initialised));
            const configs = [written, initialised].map(async (stack) =>
                JSON.parse((await stack.expect(["config", "--show-secrets", "--json"])).stdout),
            );
            const [own, cli] = await Promise.all(configs);
            assert.deepEqual(own, cli);
        } finally {
            written.remove();
            initialised.remove();
        }
    });

    it("has the same resources in its file as `pulumi stack export`", async () => {
        await withVaultAndStack({}, {}, async (_vault, stack) => {
            await declare(stack, { "former-dba": { identifier: 312, reason: "CHG-1" } });
            succeeded(await stack.up("--skip-preview"));
            const { deployment } = JSON.parse((await stack.expect(["stack", "export"])).stdout);
            const exported = deployment.resources.find(({ id }: { id?: string }) => id === "312");
            assert.deepEqual((await stack.resources())["former-dba"], exported);
        });
    });
});
