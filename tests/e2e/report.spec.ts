import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Stack } from "../../engine/stack";
import type { ReportEntry } from "../../provider/src/commands/report";
import { packedProject } from "../support/packedProject";
import { failedWith, storyTimeoutMs, succeeded } from "../support/story";
import { assertNoSecret, declareSets, withSets } from "./support/sets";

const declared = {
    "former-dba": { identifier: 312, reason: "CHG-2041" },
    "legacy-crm": { identifier: 340, secretReason: ["x", "secret", "reason"] },
    leavers: { identifiers: [313, 314], reason: '=HYPERLINK("http://example.com";"CHG, 2042")' },
};

/** Runs `pulumi-mysafe` of the program's package in the stack's folder, by npx or directly. */
async function run(stack: Stack, args: string[], { stdin = "", env = {}, npx = false } = {}) {
    const { folder } = await packedProject();
    const shell = process.platform === "win32";
    const [command = "", ...first] = npx
        ? ["npx", "--no-install", "--prefix", folder, "pulumi-mysafe"]
        : [join(folder, "node_modules", ".bin", "pulumi-mysafe")];
    const child = spawn(command, [...first, ...args], { cwd: stack.folder, env: { ...stack.env, ...env }, shell });
    child.stdin.end(stdin);
    const [exitCode, stdout, stderr] = await Promise.all([
        new Promise<number | null>((resolve) => child.once("close", resolve)),
        text(child.stdout),
        text(child.stderr),
    ]);
    return { exitCode, stdout, stderr: stderr.replaceAll(/^npm warn .*\n/gm, "") };
}

/** Returns the entries of a report in JSON, without what differs from run to run. */
function entries(json: string) {
    const report: { entries: { disabledAt: string; vaultUrl: string; kind: string }[] } = JSON.parse(json);
    return report.entries.map(({ disabledAt, vaultUrl: _, kind, ...rest }) => {
        assert.equal(kind, "password");
        assert.ok(disabledAt === "" || Math.abs(Date.now() - Date.parse(disabledAt)) < storyTimeoutMs, disabledAt);
        return Object.values(rest).join(" | ");
    });
}

describe("a report of a stack", function () {
    this.timeout(storyTimeoutMs);

    it("shows a first up, a drift, its correction, an unanswered request and a destroy, and no secret", async () => {
        await withSets({}, declared, async (vault, stack) => {
            const written: string[] = [];
            const report = async (...args: string[]) => {
                const end = await run(stack, ["report", ...args]);
                written.push(end.stdout, end.stderr);
                return end;
            };

            const none = await run(stack, ["report"], { npx: true });
            assert.deepEqual([none.exitCode, none.stdout.split("\r\n").length], [0, 2], none.stderr);
            assert.match(none.stderr, /^pulumi-mysafe: stack dev: no password, note or API secret$/m);

            succeeded(await stack.up("--skip-preview"));
            const first = await report("--format", "json");
            assert.deepEqual(
                [first.exitCode, first.stderr],
                [0, "pulumi-mysafe: stack dev: 4 passwords = 3 disabled by this stack + 1 inactive before\n"],
            );
            assert.deepEqual(entries(first.stdout).sort(), [
                "312 | Oracle production, former DBA (m.souza) | former-dba | inactive | deactivated |  | 0 | CHG-2041 | ",
                `313 | Oracle staging, former DBA (m.souza) | leavers | inactive | deactivated |  | 0 | ${declared.leavers.reason} | `,
                `314 | GitHub, former DBA (msouza-acme) | leavers | inactive | deactivated |  | 0 | ${declared.leavers.reason} | `,
                "340 |  | legacy-crm | inactive | already-inactive |  | 0 | [secret] | ",
            ]);
            const csv = await report("--stack", "dev");
            assert.match(csv.stdout, /,"'=HYPERLINK\(""http:\/\/example\.com"";""CHG, 2042""\)",/);

            vault.setActive(313, true);
            succeeded(await stack.refresh("--skip-preview"));
            const drifted = await report("--format", "json");
            assert.match(drifted.stdout, /"note": "re-enabled in the vault: `pulumi up` disables it again"/);
            assert.match(
                drifted.stderr,
                /4 passwords = 2 disabled by this stack \+ 1 inactive before \+ 1 not confirmed inactive\n/,
            );
            succeeded(await stack.up());
            const corrected = await report("--format", "json");
            assert.match(corrected.stderr, / 3 disabled by this stack \+ 1 inactive before; disabled again once\n/);
            const [before, after] = [first, corrected].map(({ stdout }) => {
                const report: { entries: ReportEntry[] } = JSON.parse(stdout);
                return report.entries.find(({ identifier }) => identifier === 313) ?? assert.fail(stdout);
            });
            assert.equal(after?.disabledAt, before?.disabledAt, "the first time stays");
            assert.ok(before !== undefined && after !== undefined && after.lastDisabledAt > before.disabledAt);

            await stack.configure("mysafe:maxRetries", "0");
            await declareSets(stack, { ...declared, "mail-relay": { identifier: 331 } });
            vault.inject({ kind: "timeout504", route: "disable", identifier: 331 });
            failedWith(await stack.up("--skip-preview"), "sent but not confirmed");
            const page = await report("--out", "report.html");
            assert.deepEqual([page.exitCode, page.stdout], [0, ""], page.stderr);
            const html = readFileSync(join(stack.folder, "report.html"), "utf8");
            assert.match(
                html,
                /<th scope="row"><span><b>331<\/b> Mail relay \(svc-mail\)<\/span><\/th><td>not confirmed<\/td>/,
            );
            assert.match(html, /failed to initialize: password 331 .*may still be active/);
            written.push(html);

            const { stdout: state } = await stack.expect(["stack", "export"]);
            const piped = await run(stack, ["report", "--file", "-"], { stdin: state });
            assert.equal(piped.stdout, (await report()).stdout);
            const { stdout: shown } = await stack.expect(["stack", "export", "--show-secrets"]);
            assert.ok(shown.includes("x-secret-reason"));
            writeFileSync(join(stack.folder, "shown.json"), shown);
            assert.equal((await report("--file", "shown.json")).stdout, piped.stdout);

            succeeded(await stack.destroy("--skip-preview"));
            const destroyed = await report("--format", "json");
            assert.deepEqual([destroyed.exitCode, entries(destroyed.stdout)], [0, []]);
            assert.equal(JSON.parse(destroyed.stdout).stack, "dev", "the name that an empty state does not have");
            assertNoSecret(vault, written.join("\n"));
            assert.ok(!written.join("\n").includes("x-secret"), "the secret reason");
        });
    });

    it("fails with cause and solution without such a stack, a project or a Pulumi CLI", async () => {
        await withSets({}, {}, async (_vault, stack) => {
            const refused = async (args: string[], cause: RegExp, env: Record<string, string> = {}) => {
                const { exitCode, stdout, stderr } = await run(stack, ["report", ...args], { env });
                assert.deepEqual([exitCode, stdout], [1, ""], stderr);
                assert.match(stderr, /^pulumi-mysafe: pulumi stack export failed\nCause: .+\nSolution: .+\n$/);
                assert.match(stderr, cause);
            };
            await refused(["--stack", "none"], /Cause: no stack named 'none' found/);
            const nodeAlone = { PATH: join(process.execPath, "..") };
            await refused([], /Cause: there is no `pulumi` on the PATH\./, nodeAlone);
            rmSync(join(stack.folder, "Pulumi.yaml"));
            await refused([], /Cause: .*Pulumi\.yaml/i);
        });
    });
});
