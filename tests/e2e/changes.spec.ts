import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeForBothDoors } from "../support/doors";
import { writeProgramInto } from "../support/layouts";
import { copyOfProject, packedProject } from "../support/packedProject";
import {
    declare,
    declaringProgram,
    failedWith,
    nothingToDo,
    storyTimeoutMs,
    succeeded,
    withVault,
    withVaultAndStack,
} from "../support/story";

describeForBothDoors("an existing resource", function () {
    this.timeout(storyTimeoutMs);

    it("gets a replacement for another identifier, and the former password stays inactive", async () => {
        await withVaultAndStack({}, {}, async (vault, stack) => {
            await declare(stack, { "former-dba": { identifier: 312 } });
            succeeded(await stack.up("--skip-preview"));
            await declare(stack, { "former-dba": { identifier: 313 } });
            const run = succeeded(await stack.up("--diff"));
            assert.match(run.output, /\(replace\)/);
            assert.match(run.output, /identifier\s*: "312" => "313"/);
            assert.deepEqual(
                [312, 313].map((identifier) => vault.password(identifier).active),
                [false, false],
            );
            assert.equal(vault.count("enable"), 0);
            assert.equal((await stack.resources())["former-dba"]?.id, "313");
        });
    });

    it("changes or loses its reason in place, without a request", async () => {
        await withVaultAndStack({}, {}, async (vault, stack) => {
            await declare(stack, { "former-dba": { identifier: 312, reason: "CHG-1" } });
            succeeded(await stack.up("--skip-preview"));
            const before = (await stack.resources())["former-dba"]?.outputs;

            await declare(stack, { "former-dba": { identifier: 312, reason: "CHG-2" } });
            const run = succeeded(await stack.up("--diff"));
            assert.match(run.output, /reason\s*: "CHG-1" => "CHG-2"/);
            assert.deepEqual((await stack.resources())["former-dba"]?.outputs, { ...before, reason: "CHG-2" });

            await declare(stack, { "former-dba": { identifier: 312 } });
            succeeded(await stack.up("--skip-preview"));
            assert.equal((await stack.resources())["former-dba"]?.outputs.reason, undefined);
            const made = new Set(vault.requests.map(({ route }) => route));
            assert.deepEqual([...made].sort(), ["disable", "list", "token"]);
            assert.equal(vault.count("disable"), 1, "a changed reason sent a request");
        });
    });

    it("stays unchanged with another version of the package", async () => {
        const { folder } = await packedProject();
        const copy = copyOfProject(folder);
        const program = writeProgramInto(join(copy, "programs", "declaring"), declaringProgram);
        const manifest = join(copy, "node_modules", "pulumi-mysafe", "package.json");
        await withVaultAndStack({}, { program }, async (_vault, stack) => {
            await declare(stack, { "former-dba": { identifier: 312 } });
            succeeded(await stack.up("--skip-preview"));
            const original = JSON.parse(readFileSync(manifest, "utf8"));
            writeFileSync(manifest, JSON.stringify({ ...original, version: "99.0.0" }));
            await nothingToDo(stack);
        });
    });

    it("fails with another vault, and stays unchanged with a new URL of its vault", async () => {
        await withVaultAndStack({}, {}, async (vault, stack) => {
            await declare(stack, { one: { identifier: 312 }, two: { identifier: 313 } });
            succeeded(await stack.up("--skip-preview"));
            await withVault({ clientSecret: vault.clientSecret }, async (other) => {
                await stack.configure("mysafe:url", other.url);
                const refusal = `mysafe:url is ${other.url}, but the state belongs to the vault at ${vault.url}`;
                failedWith(await stack.preview(), refusal);
                failedWith(await stack.up("--skip-preview"), refusal);
                failedWith(await stack.refresh("--skip-preview"), refusal, "--run-program");
                const before = await stack.resources();
                await stack.expect(["config", "set", "--path", "mysafe:formerUrls[0]", vault.url]);
                await nothingToDo(stack);
                assert.deepEqual(other.requests, []);
                assert.deepEqual(await stack.resources(), before);
            });
        });
    });
});
