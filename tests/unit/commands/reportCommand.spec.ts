import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { confirmed, encrypted, exportOf, set, single } from "../../support/exportedState";
import { commandLine, inFolder } from "../support/io";

const state = JSON.stringify(
    exportOf([
        single("former-dba", "312", { reason: "CHG-2041", driftCorrections: 1 }),
        single("hidden", "313", { reason: encrypted }),
        set("leavers", ["340"], {
            340: { outcome: "already-inactive" },
            350: { status: "active" },
            351: { status: "missing" },
        }),
    ]),
);
const counts =
    "pulumi-mysafe: stack dev: 5 passwords = 2 disabled by this stack + 1 inactive before + 1 missing + 1 not confirmed inactive; disabled again once";

/** Makes a report of a state on standard input. */
const report = (...args: string[]) => commandLine(["report", "--file", "-", ...args], { stdin: state });

/** Makes a report of a state that is in a file of its folder. */
function reportOnFile(args: string[], test: (run: Awaited<ReturnType<typeof report>>, folder: string) => void) {
    return inFolder(async (cwd) => {
        mkdirSync(join(cwd, "audit"));
        writeFileSync(join(cwd, "state.json"), state);
        test(await commandLine(["report", "--file", "state.json", ...args], { cwd }), cwd);
    });
}

describe("pulumi-mysafe report", () => {
    it("writes CSV by default, and the counts to standard error", async () => {
        const { exitCode, stdout, stderr } = await report();
        assert.deepEqual([exitCode, stderr], [0, `${counts}\n`]);
        assert.match(stdout, /^kind,identifier.*\r\npassword,312,,former-dba,/);
    });

    it("does not replace a file by an empty report, as after a destroy", () =>
        inFolder(async (cwd) => {
            const stdin = JSON.stringify(exportOf([]));
            const args = ["report", "--file", "-", "--out", "report.csv"];
            assert.equal((await commandLine(args, { cwd, stdin })).exitCode, 0);
            writeFileSync(join(cwd, "report.csv"), "evidence");
            const { exitCode, stderr } = await commandLine(args, { cwd, stdin });
            assert.equal(exitCode, 1);
            assert.match(stderr, /report\.csv is not overwritten by an empty report\nCause: .*\nSolution: /);
            assert.equal(readFileSync(join(cwd, "report.csv"), "utf8"), "evidence");
        }));

    it("writes JSON in a format with a version", async () => {
        const { entries, madeAt, ...rest } = JSON.parse((await report("--format=json")).stdout);
        assert.deepEqual(rest, {
            version: 1,
            stack: "dev",
            project: "test",
            savedAt: "2026-11-24T02:20:00.123456789Z",
            summary: {
                total: 5,
                disabledByStack: 2,
                inactiveBefore: 1,
                missing: 1,
                notConfirmed: 1,
                driftCorrections: 1,
            },
        });
        assert.ok(Math.abs(Date.parse(madeAt) - Date.now()) < 10_000, madeAt);
        assert.equal(entries.length, 5);
        assert.deepEqual(entries[0], {
            kind: "password",
            identifier: 312,
            name: "",
            resource: "former-dba",
            ...confirmed,
            lastDisabledAt: "",
            reason: "CHG-2041",
            driftCorrections: 1,
            note: "",
        });
    });

    it("writes a page", async () => {
        assert.match((await report("--format", "html")).stdout, /^<!DOCTYPE html>\n[\s\S]*<\/html>\n$/);
    });

    for (const format of ["csv", "json", "html"]) {
        it(`shows a secret reason as [secret] in ${format}`, async () => {
            const { stdout } = await report("--format", format);
            assert.ok(stdout.includes("[secret]"));
            assert.doesNotMatch(stdout, /ciphertext|4dabf181/);
        });
    }

    for (const [out, beginning] of [
        ["audit/r.csv", "kind,identifier"],
        ["r.JSON", '{\n  "version": 1,'],
        ["r.html", "<!DOCTYPE html>"],
    ] as const) {
        it(`writes ${out} in the command's folder, in the format of its extension`, () =>
            reportOnFile(["--out", out], (run, folder) => {
                assert.deepEqual(run, { exitCode: 0, stdout: "", stderr: `${counts}; see ${out}\n` });
                assert.ok(readFileSync(join(folder, out), "utf8").startsWith(beginning));
            }));
    }

    it("prefers --format to the extension of --out", () =>
        reportOnFile(["--out", "r.txt", "--format", "CSV"], (_, folder) =>
            assert.ok(readFileSync(join(folder, "r.txt"), "utf8").startsWith("kind,")),
        ));

    for (const encoding of ["utf16le", "utf8"] as const) {
        it(`reads what PowerShell writes: ${encoding} with a byte order mark`, async () => {
            const stdin = Buffer.from(`\ufeff${state}`, encoding);
            assert.equal((await commandLine(["report", "--file", "-"], { stdin })).stdout, (await report()).stdout);
        });
    }

    it("names the stack of a state without resources of ours, and writes a report without entries", async () => {
        const stdin = JSON.stringify(exportOf([]));
        const { exitCode, stdout, stderr } = await commandLine(["report", "--file", "-"], { stdin });
        assert.deepEqual([exitCode, stdout.split("\r\n").length], [0, 2]);
        assert.equal(stderr, "pulumi-mysafe: stack dev: no password, note or API secret\n");
    });

    it("names no stack if the file of an empty stack has no name", async () => {
        const stdin = JSON.stringify({ version: 3, deployment: { manifest: { time: "0001-01-01T00:00:00Z" } } });
        const { stdout, stderr } = await commandLine(["report", "--file", "-", "--format", "html"], { stdin });
        assert.equal(stderr, "pulumi-mysafe: this stack: no password, note or API secret\n");
        assert.match(stdout, /<h1>Disabled in MySafe by a stack<\/h1>\n<p><span>report made /);
    });

    for (const [args, format] of [
        [["--format", "pdf"], "pdf"],
        [["--format", "toString"], "toString"],
        [["--out", "report.xlsx"], "xlsx"],
        [["--out", "report"], ""],
    ] as const) {
        it(`refuses an unknown format before it reads anything: ${args.join(" ")}`, () =>
            inFolder(async (cwd) => {
                const { exitCode, stderr } = await commandLine(["report", "--file", "none.json", ...args], { cwd });
                assert.equal(exitCode, 2);
                assert.ok(stderr.startsWith(`pulumi-mysafe: unknown format "${format}": --format must be csv`), stderr);
                assert.ok(!existsSync(join(cwd, "report.xlsx")));
            }));
    }

    it("refuses --stack with --file", async () => {
        const { exitCode, stderr } = await report("--stack", "dev");
        assert.equal(exitCode, 2);
        assert.match(stderr, /--stack and --file exclude each other/);
    });

    for (const [args, problem] of [
        [["--file", "none.json"], "cannot read none.json\nCause: the system reported ENOENT.\nSolution: "],
        [["--file", "."], "cannot read .\nCause: the system reported EISDIR.\nSolution: "],
        [["--file", "other.json"], "other.json is not the state of a stack\nCause: "],
        [["--out", "none/r.csv"], "cannot write none/r.csv\nCause: the system reported ENOENT.\nSolution: "],
    ] as const) {
        it(`fails with exit code 1, cause and solution: ${args.join(" ")}`, () =>
            inFolder(async (cwd) => {
                writeFileSync(join(cwd, "state.json"), state);
                writeFileSync(join(cwd, "other.json"), "{}");
                const run = await commandLine(["report", "--file", "state.json", ...args], { cwd });
                assert.deepEqual([run.exitCode, run.stdout], [1, ""]);
                assert.ok(run.stderr.startsWith(`pulumi-mysafe: ${problem}`), run.stderr);
            }));
    }

    it("fails with exit code 1 if the Pulumi CLI is not installed", () =>
        inFolder(async (cwd) => {
            const { exitCode, stdout, stderr } = await commandLine(["report"], { cwd, env: { PATH: cwd } });
            assert.deepEqual([exitCode, stdout], [1, ""]);
            assert.match(
                stderr,
                /^pulumi-mysafe: pulumi stack export failed\nCause: there is no `pulumi` on the PATH\.\nSolution: install the Pulumi CLI/,
            );
        }));

    it("describes its options", async () => {
        const { exitCode, stdout } = await commandLine(["report", "--help"]);
        assert.equal(exitCode, 0);
        assert.match(stdout, /^Usage: pulumi-mysafe report \[options\]\n/);
        for (const option of ["--stack NAME", "--file FILE", "--format FORMAT", "--out FILE", "--help, -h"]) {
            assert.match(stdout, new RegExp(`^ {2}${option} {2,}\\w`, "m"));
        }
    });
});
