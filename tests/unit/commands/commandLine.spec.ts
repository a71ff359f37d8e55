import assert from "node:assert/strict";
import manifest from "../../../provider/package.json";
import { commandLine } from "../support/io";

describe("the command line", () => {
    for (const option of ["--help", "-h"]) {
        it(`lists the commands and options on standard output (${option})`, async () => {
            const { exitCode, stdout, stderr } = await commandLine([option]);
            assert.match(stdout, /^Usage: pulumi-mysafe <command> \[options\]\n/);
            for (const name of ["doctor", "list", "report", "enable", "--help, -h", "--version"]) {
                assert.match(stdout, new RegExp(`^ {2}${name} {2,}\\w`, "m"));
            }
            assert.deepEqual([exitCode, stderr], [0, ""]);
        });
    }

    it("prints the package's version", async () => {
        const expected = { exitCode: 0, stdout: `${manifest.version}\n`, stderr: "" };
        assert.deepEqual(await commandLine(["--version"]), expected);
    });

    for (const [args, problem] of [
        [[], "no command given"],
        [["repot"], 'unknown command "repot"'],
        [["constructor"], 'unknown command "constructor"'],
        [["--format", "csv"], 'unknown command "--format"'],
    ] as const) {
        it(`fails with exit code 2 and points to the help: ${problem}`, async () => {
            const stderr = `pulumi-mysafe: ${problem}. See \`pulumi-mysafe --help\`.\n`;
            assert.deepEqual(await commandLine([...args]), { exitCode: 2, stdout: "", stderr });
        });
    }

    for (const [args, problem] of [
        [["--fromat", "csv"], "Unknown option '--fromat'"],
        [["state.json"], "Unexpected argument 'state.json'"],
        [["--file"], "Option '--file <value>' argument missing"],
    ] as const) {
        it(`fails with exit code 2 and points to the command's help: ${problem}`, async () => {
            const stderr = `pulumi-mysafe: ${problem}. See \`pulumi-mysafe report --help\`.\n`;
            assert.deepEqual(await commandLine(["report", ...args]), { exitCode: 2, stdout: "", stderr });
        });
    }
});
