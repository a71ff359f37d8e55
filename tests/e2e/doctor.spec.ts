import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createAuthority } from "../support/certificates";
import { writeProgram } from "../support/packedProject";
import {
    connectionEnvironment,
    declare,
    declaringProgram,
    storyTimeoutMs,
    succeeded,
    withVaultAndStack,
} from "../support/story";
import { packageCommand } from "./support/packageCommand";

describe("pulumi-mysafe doctor", function () {
    this.timeout(storyTimeoutMs);

    it("finds the problems of a stack step by step, until an update succeeds", async () => {
        const authority = createAuthority("Private CA");
        const tls = authority.issue();
        const program = await writeProgram("doctor", declaringProgram);
        mkdirSync(join(program, "certs"), { recursive: true });
        writeFileSync(join(program, "certs", "ca.pem"), authority.certPem);
        const config = { "mysafe:url": "https://vault.invalid" };
        const secrets = { "mysafe:clientSecret": "PLANTED-wrong-secret" };
        await withVaultAndStack({ tls, tenant: "acme" }, { program, config, secrets }, async (vault, stack) => {
            const printed: string[] = [];
            const failsAt = async (step: string, ...patterns: RegExp[]) => {
                const { exitCode, stdout, stderr } = await packageCommand(stack, ["doctor"]);
                printed.push(stdout, stderr);
                assert.match(stdout, new RegExp(`^FAILED  ${step} `, "m"));
                for (const pattern of patterns) {
                    assert.match(stdout, pattern);
                }
                assert.deepEqual([exitCode, stderr], [1, ""]);
            };
            await failsAt("name", /vault\.invalid/, /from mysafe:url \(stack config\)$/m);
            await stack.configure("mysafe:url", vault.url);
            await failsAt("connection", /Solution: set mysafe:caFile/);
            // The path is relative to the program's folder, not to the project's.
            await stack.configure("mysafe:caFile", "certs/ca.pem");
            await failsAt("token", /Parameter 'tenant' was not informed!/, /Solution: check .*mysafe:tenant/);
            await stack.configure("mysafe:tenant", "acme");
            await failsAt("token", /Invalid client authentication/);
            await stack.expect(["config", "set", "--secret", "mysafe:clientSecret", vault.clientSecret]);

            await stack.expect(["config", "set", "--secret", "mysafe:url", vault.url]);
            await stack.expect(["config", "set", "--path", "--secret", "mysafe:neverDisable[0]", "PLANTED"]);
            await failsAt("settings", /entry 1 of mysafe:neverDisable \(stack config\) is \[secret\]: it must be/);
            await stack.expect(["config", "rm", "mysafe:neverDisable"]);
            const hidden = await packageCommand(stack, ["doctor"]);
            printed.push(hidden.stdout, hidden.stderr);
            assert.equal(hidden.exitCode, 0, hidden.stdout);
            assert.match(hidden.stdout, /^ok {6}connection {2}\[secret\]: TLSv1\.3, /m);
            assert.ok(!hidden.stdout.includes(new URL(vault.url).host), hidden.stdout);
            await stack.expect(["config", "set", "--plaintext", "mysafe:url", vault.url]);

            const well = await packageCommand(stack, ["doctor", "--stack", "dev"]);
            printed.push(well.stdout, well.stderr);
            assert.deepEqual([well.exitCode, well.stderr], [0, ""], well.stdout);
            assert.match(well.stdout, /^ +clientSecret +set, from mysafe:clientSecret \(stack config\)$/m);
            assert.match(
                well.stdout,
                /^ok {6}connection {2}127\.0\.0\.1:\d+: TLSv1\.3, certificate issued by Private CA$/m,
            );
            assert.match(well.stdout, /^ok {6}rights +the access key can disable 9 of them, but not 404$/m);
            for (const secret of [vault.clientSecret, "PLANTED", ...vault.issuedTokens]) {
                assert.ok(!printed.join("\n").includes(secret), secret);
            }
            assert.deepEqual(vault.secretsServed, []);
            assert.ok(vault.passwords().every(({ changes }) => changes === 0));

            await declare(stack, { "former-dba": { identifier: 312 } });
            succeeded(await stack.up());
            assert.equal(vault.password(312).active, false);
        });
    });

    it("reads the environment without a stack, and reports why it cannot read a stack configuration", async () => {
        await withVaultAndStack({}, {}, async (vault, stack) => {
            const wrong = await packageCommand(stack, ["doctor", "--stack", "nope"]);
            assert.equal(wrong.exitCode, 1);
            assert.match(wrong.stdout, /^ +Cause: no stack named 'nope' found\n +Solution: pass --stack /m);
            const locked = await packageCommand(stack, ["doctor"], { PULUMI_CONFIG_PASSPHRASE: "wrong" });
            assert.equal(locked.exitCode, 1);
            assert.match(locked.stdout, /^ +Cause: incorrect passphrase\n +Solution: set PULUMI_CONFIG_PASSPHRASE /m);
            const unset = await packageCommand(stack, ["doctor"], { PULUMI_CONFIG_PASSPHRASE: undefined });
            assert.match(
                unset.stdout,
                /^ +Cause: passphrase must be set .*\n +Solution: set PULUMI_CONFIG_PASSPHRASE /m,
            );
            await stack.expect(["config", "set", "--plaintext", "mysafe:clientSecret", vault.clientSecret]);
            await stack.expect(["config", "set", "--secret", "other:token", "PLANTED"]);
            const plain = await packageCommand(stack, ["doctor"], { PULUMI_CONFIG_PASSPHRASE: undefined });
            assert.equal(plain.exitCode, 0, plain.stdout);
            assert.match(plain.stdout, /from the stack configuration, then the environment$/m);
            const loggedOut = { PULUMI_BACKEND_URL: "https://api.pulumi.com", PULUMI_ACCESS_TOKEN: undefined };
            const named = await packageCommand(stack, ["doctor", "--stack", "dev"], loggedOut);
            assert.match(named.stdout, /^ +Cause: PULUMI_ACCESS_TOKEN must be set .*\n +Solution: run `pulumi login`/m);
            const incomplete = await packageCommand(stack, ["doctor"], loggedOut);
            assert.match(incomplete.stdout, /^ +- mysafe:clientId is missing/m);
            assert.match(incomplete.stdout, /^ +if a stack has the settings: run `pulumi login`/m);

            const env = connectionEnvironment(vault);
            const stranger = await packageCommand(stack, ["doctor"], { ...env, ...loggedOut });
            assert.match(stranger.stdout, /from the environment only: there is no valid Pulumi login$/m);
            await stack.expect(["stack", "unselect"]);
            const unselected = await packageCommand(stack, ["doctor"], env);
            assert.match(unselected.stdout, /from the environment only: no stack is selected$/m);
            rmSync(join(stack.folder, "Pulumi.yaml"));
            const projectless = await packageCommand(stack, ["doctor"], env);
            assert.match(projectless.stdout, /from the environment only: there is no Pulumi project$/m);
            const nodeAlone = { ...env, PATH: join(process.execPath, "..") };
            const engineless = await packageCommand(stack, ["doctor"], nodeAlone);
            assert.match(engineless.stdout, /from the environment only: there is no `pulumi` on the PATH$/m);
            for (const { exitCode, stdout } of [stranger, unselected, projectless, engineless]) {
                assert.equal(exitCode, 0, stdout);
            }
            const help = await packageCommand(stack, ["doctor", "--help"]);
            assert.match(help.stdout, /^Usage: pulumi-mysafe doctor/);
            assert.equal((await packageCommand(stack, ["doctor", "--stak"])).exitCode, 2);
        });
    });
});
