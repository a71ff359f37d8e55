/** Runs the linter of GitHub's workflows from PATH, or a cached one that Go built. */
import { execFile, spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { cachedFolder, cacheRoot } from "./cachedFolder";

const version = "1.7.12";
const key = `actionlint-${version}-${process.platform}-${process.arch}`;
const fileName = process.platform === "win32" ? "actionlint.exe" : "actionlint";
const runFile = promisify(execFile);

/** Returns why {@link lintWorkflows} cannot run on this machine, or undefined if it can. */
export function findActionlintProblem(): string | undefined {
    const found = existsSync(join(cacheRoot, key)) || runs(fileName, "--version") || runs("go", "version");
    return found ? undefined : "there is no actionlint on PATH, and no Go to build it with";
}

/**
 * Returns the linter's findings in workflow files, one line each. The first run builds the linter in half a minute.
 * It does not check shell scripts, so that the result does not depend on other linters of the machine.
 *
 * @param cwd The repository with the local workflows and actions.
 * @throws Error with Go's message if the build fails.
 */
export async function lintWorkflows(files: readonly string[], cwd: string): Promise<string[]> {
    const { error, status, stdout, stderr } = spawnSync(
        await actionlint(),
        ["-oneline", "-no-color", "-shellcheck=", "-pyflakes=", ...files],
        { cwd, encoding: "utf8" },
    );
    // 0 means no finding, 1 means findings, and a higher status is a failure of the linter.
    if (error || status === null || status > 1) {
        throw error ?? new Error(stderr);
    }
    return stdout.split("\n").filter(Boolean);
}

async function actionlint(): Promise<string> {
    if (runs(fileName, "--version")) {
        return fileName;
    }
    const folder = await cachedFolder(key, async (staging) => {
        const temporary = join(staging, "tmp");
        const bin = join(staging, "bin");
        mkdirSync(temporary);
        const { GOOS: _os, GOARCH: _arch, ...env } = process.env;
        // The staging folder includes the temporary files of an interrupted build.
        const settings = { GOBIN: bin, GOTMPDIR: temporary, CGO_ENABLED: "0", GOFLAGS: "-trimpath" };
        const tool = `github.com/rhysd/actionlint/cmd/actionlint@v${version}`;
        await runFile("go", ["install", tool], { env: { ...env, ...settings }, cwd: staging });
        return bin;
    });
    return join(folder, fileName);
}

function runs(command: string, question: string): boolean {
    return spawnSync(command, [question], { stdio: "ignore" }).status === 0;
}
