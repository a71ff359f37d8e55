import assert from "node:assert/strict";
import manifest from "../../../provider/package.json";
import { commandLine } from "../support/io";

describe("the command line", () => {
    it("tells its commands when it is asked for help, and its version", async () => {
        for (const option of ["--help", "-h"]) {
            const { exitCode, stdout, stderr } = await commandLine([option]);
            assert.match(
                stdout,
                /^Usage: pulumi-mysafe <command> \[options\]\n[\s\S]*^ {2}report {4}[\s\S]*--version/m,
            );
            assert.deepEqual([exitCode, stderr], [0, ""]);
        }
        assert.deepEqual(await commandLine(["--version"]), {
            exitCode: 0,
            stdout: `${manifest.version}\n`,
            stderr: "",
        });
    });

    it("refuses a command that is missing or not there with exit code 2", async () => {
        for (const [args, problem] of [
            [[], "a command is missing"],
            [["repot"], 'there is no command "repot"'],
            [["constructor"], 'there is no command "constructor"'],
            [["--format", "csv"], 'there is no command "--format"'],
        ] as const) {
            const stderr = `pulumi-mysafe: ${problem}. See \`pulumi-mysafe --help\`.\n`;
            assert.deepEqual(await commandLine([...args]), { exitCode: 2, stdout: "", stderr });
        }
    });

    it("refuses options that a command does not know with exit code 2, and points to its help", async () => {
        for (const [args, problem] of [
            [["--fromat", "csv"], "Unknown option '--fromat'"],
            [["state.json"], "Unexpected argument 'state.json'"],
            [["--file"], "Option '--file <value>' argument missing"],
        ] as const) {
            const stderr = `pulumi-mysafe: ${problem}. See \`pulumi-mysafe report --help\`.\n`;
            assert.deepEqual(await commandLine(["report", ...args]), { exitCode: 2, stdout: "", stderr });
        }
    });
});
