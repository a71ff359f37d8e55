/** Runs a Python program of this folder in a cached environment with the packages of requirements.txt. */
import { execFile, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import * as semver from "semver";
import { cachedFolder } from "../../support/cachedFolder";

const programs = join(__dirname, "..");
const requirements = join(programs, "requirements.txt");
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

/** Runs a program and returns the JSON of each printed line. @throws Error with its stderr. */
export async function runPython(version: string, program: string, input: unknown): Promise<unknown[]> {
    const folder = await pythonEnvironment(version);
    const { PYTHONPATH: _path, PYTHONHOME: _home, ...env } = process.env;
    const running = runFile(pythonOf(folder), [join(programs, program)], { env });
    running.child.stdin?.end(JSON.stringify(input));
    const { stdout } = await running;
    return stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
}

/** The cache can move the environment, because tests call only its interpreter. Its other programs contain its path. */
function pythonEnvironment(version: string): Promise<string> {
    const packages = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
    const key = `python-${version}-${packages}-${process.platform}-${process.arch}`;
    return cachedFolder(key, async (staging) => {
        const folder = join(staging, "venv");
        await runFile("python3", ["-m", "venv", folder]);
        const flags = ["--quiet", "--disable-pip-version-check", "--only-binary", ":all:", "--no-compile"];
        await runFile(pythonOf(folder), ["-m", "pip", "install", ...flags, "--requirement", requirements]);
        return folder;
    });
}

function pythonOf(folder: string): string {
    return process.platform === "win32" ? join(folder, "Scripts", "python.exe") : join(folder, "bin", "python");
}
