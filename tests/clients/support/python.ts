/** Runs a Python program of this folder in a cached environment with the packages of requirements.txt. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { pythonEnvironment, pythonIn, withoutPythonVariables } from "../../support/pythonEnvironment";

const programs = join(__dirname, "..");
const runFile = promisify(execFile);

/** Runs a program and returns the JSON of each printed line. @throws Error with its stderr. */
export async function runPython(version: string, program: string, input: unknown): Promise<unknown[]> {
    const environment = await pythonEnvironment(version, join(programs, "requirements.txt"));
    const env = withoutPythonVariables(process.env);
    const running = runFile(pythonIn(environment), [join(programs, program)], { env });
    running.child.stdin?.end(JSON.stringify(input));
    const { stdout } = await running;
    return stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
}
