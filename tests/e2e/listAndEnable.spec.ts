import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "../../engine/stack";
import { startInTerminal } from "../../picture/pseudoTerminal";
import { packedProject } from "../support/packedProject";
import { declare, storyTimeoutMs, succeeded, withVaultAndStack } from "../support/story";
import { packageCommand } from "./support/packageCommand";

/** Runs the command on a terminal, and types an answer when it asks. */
async function onTerminal(stack: Stack, args: string[], answer: string) {
    const { folder } = await packedProject();
    const command = [join(folder, "node_modules", ".bin", "pulumi-mysafe"), ...args].join(" ");
    const child = startInTerminal(command, { cwd: stack.folder, env: stack.env, columns: 200, rows: 50 });
    let output = "";
    child.stdout.on("data", (text: string) => {
        const asked = output.includes("[y/N]");
        output += text;
        if (!asked && output.includes("[y/N]")) {
            child.stdin.write(answer);
        }
    });
    const exitCode = await new Promise<number | null>((resolve) => child.once("close", resolve));
    return { exitCode, output };
}

describe("pulumi-mysafe list and enable", function () {
    this.timeout(storyTimeoutMs);

    it("find a password for a program, and bring it back", async () => {
        await withVaultAndStack({}, {}, async (vault, stack) => {
            const found = await packageCommand(stack, ["list", "--username", "m.souza"]);
            assert.deepEqual([found.exitCode, found.stdout.split("\n").length], [0, 6], found.stderr);
            assert.match(found.stdout, /^313 +Oracle staging, former DBA +m\.souza +.* can disable$/m);
            assert.match(found.stderr, /^pulumi-mysafe: 4 of 10 passwords match; the access key can disable 4\n/);
            const file = await packageCommand(stack, ["list", "--tag", "database", "--out", "found.csv"]);
            assert.equal(file.exitCode, 0, file.stderr);
            assert.match(
                readFileSync(join(stack.folder, "found.csv"), "utf8"),
                /^identifier,.*\r\n312,.*\r\n313,.*\r\n$/,
            );

            await declare(stack, { staging: { identifier: 313 } });
            succeeded(await stack.up("--skip-preview"));
            const refused = await packageCommand(stack, ["enable", "313"]);
            assert.equal(refused.exitCode, 1);
            assert.match(
                refused.stderr,
                /^pulumi-mysafe: enabling password 313 needs a confirmation\nCause: .*\nSolution: /,
            );
            assert.equal(vault.password(313).active, false);
            const enabled = await packageCommand(stack, ["enable", "313", "--yes"]);
            assert.equal(enabled.exitCode, 0, enabled.stderr);
            assert.match(enabled.stdout, /^password 313 Oracle staging, former DBA \(m\.souza\) is active again\n$/);
            assert.match(enabled.stderr, /^pulumi-mysafe: warning: stack dev declares it \(resource staging\): /m);
            assert.equal(vault.password(313).active, true);

            await stack.configureSecret("mysafe:clientSecret", "PLANTED-wrong-secret");
            for (const args of [["list"], ["enable", "313", "--yes"]]) {
                const { exitCode, stdout, stderr } = await packageCommand(stack, args);
                assert.deepEqual([exitCode, stdout], [1, ""]);
                assert.match(stderr, /^pulumi-mysafe: POST api\/oauth2\/token failed: .*\nCause: .*\nSolution: .*\n$/);
                assert.ok(!stderr.includes("PLANTED"), stderr);
            }
            assert.deepEqual(vault.secretsServed, []);
        });
    });

    if (process.platform === "linux") {
        it("ask on a terminal, and change nothing without a yes", async () => {
            await withVaultAndStack({ listInactive: true }, {}, async (vault, stack) => {
                for (const answer of ["\r", "\u0003", "\u0004"]) {
                    const { exitCode, output } = await onTerminal(stack, ["enable", "340"], answer);
                    assert.equal(exitCode, 1, output);
                    assert.match(output, /\npulumi-mysafe: password 340 Legacy CRM \(crm-admin\) stays as it is\r\n$/);
                }
                assert.equal(vault.password(340).active, false);
                const { exitCode, output } = await onTerminal(stack, ["enable", "340"], "y\r");
                assert.equal(exitCode, 0, output);
                assert.match(output, /\npassword 340 Legacy CRM \(crm-admin\) is active again\r\n$/);
                assert.equal(vault.password(340).active, true);
            });
        });
    }
});
