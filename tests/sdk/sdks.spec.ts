import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { generateSdks } from "../../sdk/sdks";
import { goVariables, whyNoGo } from "../support/goFound";
import { missing } from "../support/missing";
import { packedSdk, temporaryFolder } from "../support/packedProject";
import { findPython, pythonIn, withoutPythonVariables } from "../support/pythonEnvironment";
import { pythonSdk } from "../support/pythonSdk";

const sdk = join(__dirname, "..", "..", "sdk");
const languages = ["dotnet", "go", "nodejs", "python"];
const exportedNames = ["ApiSecretDisablement", "NoteDisablement", "PasswordDisablement", "PasswordDisablementSet"];
const runFile = promisify(execFile);

const noGo = whyNoGo();
if (noGo !== undefined) {
    missing("the SDKs' generator and the SDK for Go", noGo);
} else {
    describe("the generated SDKs", function () {
        // The first run compiles the generators.
        this.timeout(600_000);

        it("are those of provider/schema.json; `npm run sdks` writes them", () => {
            const folder = temporaryFolder("sdks");
            generateSdks(folder);
            assert.deepEqual(filesIn(folder), committedFiles());
            for (const file of filesIn(folder)) {
                assert.equal(readFileSync(join(folder, file), "utf8"), readFileSync(join(sdk, file), "utf8"), file);
            }
        });

        it("pass `go vet`", async () => {
            const env = { ...process.env, ...goVariables };
            await runFile("go", ["vet", "./..."], { cwd: join(sdk, "go", "mysafe"), env });
        });
    });
}

const { version, refused } = findPython();
if (version === undefined) {
    missing("the SDK for Python", refused);
} else {
    describe("the SDK for Python", function () {
        this.timeout(300_000);

        it("installs and imports, with its version and its plugin's", async () => {
            const { programs, packages } = await pythonSdk(version);
            const program = [
                "import json, pulumi_mysafe as m",
                "from pulumi_mysafe import _utilities as u",
                "names = [name for name in dir(m) if name.endswith(('Disablement', 'Set'))]",
                "print(json.dumps([names, u.get_version(), u.get_plugin_download_url()]))",
            ];
            const { stdout } = await runFile(pythonIn(programs), ["-c", program.join("\n")], {
                env: { ...withoutPythonVariables(process.env), PYTHONPATH: packages },
            });
            assert.deepEqual(JSON.parse(stdout), [
                exportedNames,
                "0.1.0",
                "github://api.github.com/pulumi-mysafe/pulumi-mysafe",
            ]);
        });
    });
}

describe("the SDK for Node", function () {
    this.timeout(300_000);

    it("compiles, and its tarball has its types", async () => {
        const files = execFileSync("tar", ["--list", "--gzip", "--file", await packedSdk()], { encoding: "utf8" });
        assert.deepEqual(
            ["package/index.js", "package/index.d.ts", "package/package.json"].filter((file) => !files.includes(file)),
            [],
        );
    });
});

/** Returns the files that Git has or would add, except those that other tools write. */
function committedFiles(): string[] {
    const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", ...languages];
    const files = execFileSync("git", args, { cwd: sdk, encoding: "utf8" }).split("\0").filter(Boolean);
    return files.filter(isGenerated).sort();
}

function filesIn(folder: string): string[] {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) =>
            join(entry.parentPath, entry.name)
                .slice(folder.length + 1)
                .replaceAll("\\", "/"),
        )
        .filter(isGenerated)
        .sort();
}

/** Excludes the modules of `go mod tidy`, and an image whose bytes depend on the version of Go. */
function isGenerated(file: string): boolean {
    return !/(^|\/)(go\.(mod|sum)|logo\.png)$/.test(file);
}
