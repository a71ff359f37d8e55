/** The linter of GitHub's workflows: the one on PATH, or one built with Go and kept in the cache. */
import { execFile, spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { cachedFolder, cacheRoot } from "./cachedFolder";

const version = "1.7.12";
const key = `actionlint-${version}-${process.platform}-${process.arch}`;
const fileName = process.platform === "win32" ? "actionlint.exe" : "actionlint";
const runFile = promisify(execFile);

/** Why {@link lintWorkflows} cannot work on this machine; undefined where it can. */
export function findActionlintProblem(): string | undefined {
    const found = existsSync(join(cacheRoot, key)) || runs(fileName, "--version") || runs("go", "version");
    return found ? undefined : "there is no actionlint on PATH, and no Go to build it with";
}

/**
 * What the linter says of these workflow files, a line each; it is built first where there is none, in half a minute.
 * Their shell scripts are left to other tests, so that the answer does not depend on which checkers of shell are there.
 *
 * @param cwd The repository that the workflows' own workflows and actions are looked up in.
 * @throws Error with Go's own words when the linter cannot be built.
 */
export async function lintWorkflows(files: readonly string[], cwd: string): Promise<string[]> {
    const { error, status, stdout, stderr } = spawnSync(
        await actionlint(),
        ["-oneline", "-no-color", "-shellcheck=", "-pyflakes=", ...files],
        { cwd, encoding: "utf8" },
    );
    // 0 is "nothing found", 1 "something found", above that it did not get so far.
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
        // What an interrupted build leaves behind goes with the staging folder.
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
