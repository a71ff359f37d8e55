import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { parse } from "yaml";
import type { Stack } from "../../engine/stack";
import { storyTimeoutMs } from "../support/story";
import { examplesFolder, withExample } from "./support/withExample";

/** A file of a CI system. */
type Workflow = Record<string, unknown>;

/** The exit code of Pulumi's engine for unexpected changes. */
const changesFound = 7;

describe("examples/ci-pipeline", function () {
    this.timeout(storyTimeoutMs);

    it("disables after a preview, and fails on schedule after somebody enabled a password, until the next up", async () => {
        await withExample("ci-pipeline", {}, async (vault, stack) => {
            const first = await job(stack, "preview");
            assert.equal(first.exitCode, 0, first.output);
            assert.match(first.output, /\+ 3 to create/);
            assert.equal(vault.count("disable"), 0);

            assert.equal((await job(stack, "up")).exitCode, 0);
            assert.equal(vault.password(312).active, false);
            const calm = await job(stack, "drift");
            assert.equal(calm.exitCode, 0, calm.output);

            vault.setActive(313, true);
            const before = (await stack.expect(["stack", "export"])).stdout;
            const drift = await job(stack, "drift");
            assert.equal(drift.exitCode, changesFound, drift.output);
            assert.match(drift.output, /password 313 .*was re-enabled in the vault/);
            assert.equal((await stack.expect(["stack", "export"])).stdout, before, "a check changed the state");
            assert.equal(vault.password(313).active, true, "a check changed the vault");

            assert.equal((await job(stack, "up")).exitCode, 0);
            assert.equal(vault.password(313).active, false);
        });
    });

    it("fails a pull request with a password that the vault does not have, and changes nothing", async () => {
        await withExample("ci-pipeline", {}, async (vault, stack) => {
            const list = join(stack.folder, "passwords.ts");
            const added = '    { identifier: 9999, reason: "CHG-2057" },\n];';
            writeFileSync(list, readFileSync(list, "utf8").replace("];", added));
            for (const script of ["preview", "up"] as const) {
                const { exitCode, output } = await job(stack, script);
                assert.notEqual(exitCode, 0, output);
                assert.match(
                    output,
                    /resource 'password-9999': .* 1005: Password not found\n *Cause: .*\n *Solution: /,
                );
            }
            assert.equal(vault.count("disable"), 0);
        });
    });

    it("reports neither drift nor success for a vault that does not respond", async () => {
        await withExample("ci-pipeline", {}, async (vault, stack) => {
            assert.equal((await job(stack, "up")).exitCode, 0);
            vault.setActive(313, true);
            for (const identifier of [312, 313]) {
                vault.inject({ kind: "error500", route: "read", identifier });
            }
            const { exitCode, output } = await job(stack, "drift");
            assert.ok(exitCode !== 0 && exitCode !== changesFound, `${exitCode}: ${output}`);
            assert.match(output, /500 "Unexpected error\."/);
        });
    });

    for (const [system, file, jobsOf] of [
        ["GitHub Actions", ".github/workflows/passwords.yml", ({ jobs }: Workflow) => jobs],
        ["GitLab CI", ".gitlab-ci.yml", ({ default: _defaults, variables: _variables, ...jobs }: Workflow) => jobs],
    ] as const) {
        it(`runs each tested script in a job of its name: ${system}`, () => {
            const workflow = parse(readFileSync(join(examplesFolder, "ci-pipeline", file), "utf8"));
            const scripts = Object.entries(jobsOf(workflow) as Record<string, unknown>).map(([name, job]) => [
                name,
                JSON.stringify(job).match(/scripts\/[\w.]+/g),
            ]);
            assert.deepEqual(
                scripts,
                ["preview", "up", "drift"].map((name) => [name, [`scripts/${name}.sh`]]),
            );
        });
    }
});

/** Runs a job's script with the stack's name in the environment, as the workflow does. */
async function job(
    stack: Stack,
    script: "preview" | "up" | "drift",
): Promise<{ exitCode: number | null; output: string }> {
    const child = spawn(join("scripts", `${script}.sh`), {
        cwd: stack.folder,
        env: { ...stack.env, PULUMI_STACK: "dev" },
        stdio: ["ignore", "pipe", "pipe"],
    });
    const ended = new Promise<number | null>((resolve, reject) => child.once("error", reject).once("close", resolve));
    const [exitCode, ...outputs] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
    return { exitCode, output: outputs.join("") };
}
