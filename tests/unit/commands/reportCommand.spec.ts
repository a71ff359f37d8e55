import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { confirmed, encrypted, exportOf, set, single } from "../../support/exportedState";
import { commandLine, inFolder } from "../support/io";

const state = JSON.stringify(
    exportOf([
        single("former-dba", "312", { reason: "CHG-2041", driftCorrected: 1 }),
        single("hidden", "313", { reason: encrypted }),
        set("leavers", ["340"], { 340: { outcome: "already-inactive" }, 350: { status: "active" } }),
    ]),
);
const told =
    "pulumi-mysafe: stack dev has 3 inactive (1 of them before), 1 not confirmed inactive, 1 drift corrected\n";

/** Reports on a state that comes by the standard input. */
const report = (...args: string[]) => commandLine(["report", "--file", "-", ...args], { stdin: state });

describe("pulumi-mysafe report", () => {
    it("writes CSV unless another format is named, and the counts beside it", async () => {
        const { exitCode, stdout, stderr } = await report();
        assert.deepEqual([exitCode, stderr], [0, told]);
        const lines = stdout.split("\r\n");
        assert.equal(lines.length, 6);
        assert.match(lines[2] ?? "", /^password,313,hidden,inactive,.*,\[secret\],/);
        assert.deepEqual(await report("--format", "csv"), { exitCode, stdout, stderr });
    });

    it("writes JSON of a shape that has a version", async () => {
        const before = Date.now();
        const { stdout } = await report("--format=json");
        const { entries, madeAt, ...rest } = JSON.parse(stdout);
        assert.deepEqual(rest, {
            version: 1,
            stack: "dev",
            project: "test",
            savedAt: "2026-11-24T02:20:00.123456789Z",
            summary: { entries: 4, inactive: 3, alreadyInactive: 1, notConfirmed: 1, driftCorrected: 1 },
        });
        assert.ok(Date.parse(madeAt) >= before && Date.parse(madeAt) <= Date.now(), madeAt);
        assert.deepEqual(entries[0], {
            kind: "password",
            identifier: "312",
            resource: "former-dba",
            ...confirmed,
            reason: "CHG-2041",
            driftCorrected: 1,
            note: "",
        });
        assert.equal(entries.length, 4);
    });

    it("writes a page", async () => {
        assert.match((await report("--format", "html")).stdout, /^<!DOCTYPE html>\n[\s\S]*<\/html>\n$/);
    });

    it("writes no ciphertext in any format", async () => {
        for (const format of ["csv", "json", "html"]) {
            const { stdout } = await report("--format", format);
            assert.ok(stdout.includes("[secret]"), format);
            assert.doesNotMatch(stdout, /ciphertext|4dabf181/);
        }
    });

    it("reads and writes files of the folder that it runs in, in the format that their ending says", () =>
        inFolder(async (cwd) => {
            mkdirSync(join(cwd, "audit"));
            writeFileSync(join(cwd, "state.json"), state);
            for (const [out, beginning] of [
                ["audit/r.csv", "kind,identifier"],
                ["r.JSON", '{\n  "version": 1,'],
                ["r.html", "<!DOCTYPE html>"],
            ] as const) {
                const run = await commandLine(["report", "--file", "state.json", "--out", out], { cwd });
                assert.deepEqual(run, { exitCode: 0, stdout: "", stderr: told.replace("\n", `: see ${out}\n`) });
                assert.ok(readFileSync(join(cwd, out), "utf8").startsWith(beginning), out);
            }
            await commandLine(["report", "--file", "state.json", "--out", "r.txt", "--format", "CSV"], { cwd });
            assert.ok(readFileSync(join(cwd, "r.txt"), "utf8").startsWith("kind,"));
        }));

    it("reads what PowerShell writes: UTF-16, and a byte order mark before UTF-8", () =>
        inFolder(async (cwd) => {
            const { stdout } = await report();
            for (const bytes of [Buffer.from(`\ufeff${state}`, "utf16le"), Buffer.from(`\ufeff${state}`)]) {
                writeFileSync(join(cwd, "state.json"), bytes);
                assert.equal((await commandLine(["report", "--file", "state.json"], { cwd })).stdout, stdout);
                assert.equal((await commandLine(["report", "--file", "-"], { stdin: bytes })).stdout, stdout);
            }
        }));

    it("names no stack where a file of an empty one does not", async () => {
        const stdin = JSON.stringify({ version: 3, deployment: { manifest: { time: "0001-01-01T00:00:00Z" } } });
        const { stdout, stderr } = await commandLine(["report", "--file", "-", "--format", "html"], { stdin });
        assert.equal(stderr, "pulumi-mysafe: this stack has no password, note or API secret\n");
        assert.match(stdout, /<h1>Disabled in MySafe by a stack<\/h1>\n<p>report made /);
    });

    it("says so of a stack that has none of ours, and writes an empty report", async () => {
        const { exitCode, stdout, stderr } = await commandLine(["report", "--file", "-"], {
            stdin: JSON.stringify(exportOf([])),
        });
        assert.deepEqual([exitCode, stdout.split("\r\n").length], [0, 2]);
        assert.equal(stderr, "pulumi-mysafe: stack dev has no password, note or API secret\n");
    });

    it("refuses a format that is not there, also as a file's ending, before anything is read", () =>
        inFolder(async (cwd) => {
            for (const [args, format] of [
                [["--format", "pdf"], "pdf"],
                [["--format", "toString"], "toString"],
                [["--out", "report.xlsx"], "xlsx"],
                [["--out", "report"], ""],
            ] as const) {
                const { exitCode, stderr } = await commandLine(["report", "--file", "none.json", ...args], { cwd });
                assert.equal(exitCode, 2);
                assert.ok(
                    stderr.startsWith(`pulumi-mysafe: there is no format "${format}": end --out in .csv`),
                    stderr,
                );
            }
            assert.ok(!existsSync(join(cwd, "report.xlsx")));
        }));

    it("refuses a stack beside a file", async () => {
        const { exitCode, stderr } = await report("--stack", "dev");
        assert.equal(exitCode, 2);
        assert.match(stderr, /--stack and --file cannot go together/);
    });

    it("says which file cannot be read or written, or is no state, with exit code 1", () =>
        inFolder(async (cwd) => {
            writeFileSync(join(cwd, "state.json"), state);
            writeFileSync(join(cwd, "other.json"), "{}");
            for (const [args, problem] of [
                [["--file", "none.json"], "none.json cannot be read\nCause: the system said ENOENT.\nSolution: "],
                [["--file", "."], ". cannot be read\nCause: the system said EISDIR.\nSolution: "],
                [["--file", "other.json"], "other.json is not the state of a stack\nCause: "],
                [
                    ["--file", "state.json", "--out", "none/r.csv"],
                    "none/r.csv cannot be written\nCause: the system said ENOENT.\nSolution: ",
                ],
            ] as const) {
                const { exitCode, stdout, stderr } = await commandLine(["report", ...args], { cwd });
                assert.deepEqual([exitCode, stdout], [1, ""]);
                assert.ok(stderr.startsWith(`pulumi-mysafe: ${problem}`), stderr);
            }
        }));

    it("says that there is no pulumi, with exit code 1", () =>
        inFolder(async (cwd) => {
            const { exitCode, stdout, stderr } = await commandLine(["report"], { cwd, env: { PATH: cwd } });
            assert.deepEqual([exitCode, stdout], [1, ""]);
            assert.match(
                stderr,
                /^pulumi-mysafe: pulumi stack export failed\nCause: there is no `pulumi` on the PATH\.\nSolution: install the Pulumi CLI/,
            );
        }));

    it("tells its options when it is asked for help", async () => {
        const { exitCode, stdout } = await commandLine(["report", "--help"]);
        assert.equal(exitCode, 0);
        for (const option of ["--stack", "--file", "--format", "--out", "--help"]) {
            assert.ok(stdout.includes(`\n  ${option}`), option);
        }
    });
});
