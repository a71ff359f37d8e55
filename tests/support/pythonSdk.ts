/** Installs the generated SDK for Python as pip does for a user. */
import { execFile } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { pythonEnvironment, pythonIn, withoutPythonVariables } from "./pythonEnvironment";
import { runFolder } from "./runFolder";

const repository = join(__dirname, "..", "..");
const runFile = promisify(execFile);

/** An environment with the SDK. */
export interface PythonSdk {
    /** The folder of its programs, which belongs on PATH. */
    programs: string;
    /** The folder of the SDK, the `PYTHONPATH` of a program. */
    packages: string;
}

/** Builds and installs the SDK once a run. Its dependencies lie in the cache. @throws Error with pip's message. */
export async function pythonSdk(version: string): Promise<PythonSdk> {
    const programs = await pythonEnvironment(version, join(repository, "tests", "sdk", "requirements.txt"));
    const folder = await runFolder("python-sdk", async (empty) => {
        // pip writes its build into the folder of the sources.
        const sources = join(empty, "sources");
        cpSync(join(repository, "sdk", "python"), sources, { recursive: true });
        const flags = ["--quiet", "--disable-pip-version-check", "--no-deps", "--target", join(empty, "packages")];
        await runFile(pythonIn(programs), ["-m", "pip", "install", ...flags, sources], {
            env: withoutPythonVariables(process.env),
        });
    });
    return { programs, packages: join(folder, "packages") };
}
