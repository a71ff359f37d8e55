/** Finds Python, and keeps an environment for each list of packages in the cache. */
import { execFile, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import * as semver from "semver";
import { cachedFolder } from "./cachedFolder";

/** The oldest version that the packages support. */
const minimumPython = "3.10.0";
const runFile = promisify(execFile);

/** The version of `python3` on PATH, such as "3.13.0", or why it is unusable. */
export type PythonFound = { version: string; refused?: never } | { version?: never; refused: string };

/** Finds a `python3` on PATH that is new enough for the packages and can make environments. */
export function findPython(): PythonFound {
    const question = "import platform; print(platform.python_version()); import ensurepip, venv";
    const { error, status, stdout } = spawnSync("python3", ["-c", question], { encoding: "utf8" });
    if (error) {
        return { refused: "there is no python3 on PATH" };
    }
    const version = stdout.trim();
    if (version === "") {
        return { refused: "the python3 on PATH does not run" };
    }
    if (semver.lt(semver.coerce(version) ?? "0.0.0", minimumPython)) {
        return { refused: `the python3 on PATH is ${version}, too old: ${minimumPython} or newer is needed` };
    }
    return status === 0
        ? { version }
        : { refused: "the python3 on PATH has no venv; Debian has it in the package python3-venv" };
}

/**
 * Returns the folder of the programs of an environment, with its `python`.
 *
 * The cache can move the environment, because tests call only its interpreter. Its other programs contain its path.
 */
export async function pythonEnvironment(version: string, requirements: string): Promise<string> {
    const packages = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
    const key = `python-${version}-${packages}-${process.platform}-${process.arch}`;
    const cached = await cachedFolder(key, async (staging) => {
        const folder = join(staging, "venv");
        await runFile("python3", ["-m", "venv", folder]);
        const flags = ["--quiet", "--disable-pip-version-check", "--only-binary", ":all:", "--no-compile"];
        await runFile(pythonIn(programsOf(folder)), ["-m", "pip", "install", ...flags, "--requirement", requirements]);
        return folder;
    });
    return programsOf(cached);
}

/** Returns the interpreter in the folder of an environment's programs. */
export function pythonIn(programs: string): string {
    return join(programs, process.platform === "win32" ? "python.exe" : "python");
}

/** Returns a copy of an environment without the variables that change what Python imports. */
export function withoutPythonVariables(base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    const { PYTHONPATH: _path, PYTHONHOME: _home, ...env } = base;
    return env;
}

function programsOf(folder: string): string {
    return join(folder, process.platform === "win32" ? "Scripts" : "bin");
}
