import { ConnectionError, ExpectedError, firstLine, VaultError } from "../shared/errors";
import { type Command, CommandError, type Io } from "./command";
import type { DoctorContext } from "./doctorContext";
import { maxWaitMs, solutionBeyondLimits } from "./doctorLimits";
import { doctorSteps } from "./doctorSteps";
import { enterProgramFolder } from "./programFolder";
import { createStackRedaction, readStackConfig } from "./stackConfig";
import { createStepPrinter, type State } from "./stepPrinter";

export const doctorCommand: Command = {
    summary: "checks the connection to the vault step by step and explains the first failure",
    description: `Checks the connection to the vault step by step. It uses the settings of the resources: the stack configuration, then
the environment. It changes nothing and waits at most ${maxWaitMs / 1000} seconds for each response.`,
    options: { stack: ["NAME", "the stack (default: the stack that is selected in this folder)"] },
    async run({ stack }, io) {
        const previousFolder = process.cwd();
        enterProgramFolder(io.cwd);
        try {
            return await runSteps(io, stack);
        } finally {
            process.chdir(previousFolder);
        }
    },
};

/** Returns 0 if every step succeeds, else 1. */
async function runSteps(io: Io, stack: string | undefined): Promise<number> {
    const print = createStepPrinter(io, Object.keys(doctorSteps));
    let context: DoctorContext | undefined;
    let hasFailed = false;
    for (const [name, step] of Object.entries(doctorSteps)) {
        const lines: string[] = [];
        let state: State = "-";
        try {
            if (hasFailed) {
                lines.push("not checked");
            } else {
                context ??= await createContext(io, stack);
                await step(context, (line, isSkipped) => {
                    lines.push(line);
                    state = isSkipped ? state : "ok";
                });
            }
        } catch (error) {
            hasFailed = true;
            state = "FAILED";
            lines.unshift(...describeError(error, context));
        }
        print(state, name, context === undefined ? lines : lines.map(context.redact));
    }
    return hasFailed ? 1 : 0;
}

/** Creates the context of the first step; the steps add the rest. */
async function createContext(io: Io, name: string | undefined): Promise<DoctorContext> {
    const stack = await readStackConfig(io, name);
    const redact = createStackRedaction(stack);
    return { stack, env: io.env, redact, log: (line: string) => io.stderr(`${redact(line)}\n`) } as DoctorContext;
}

/** Returns the lines of an expected error. @throws any other error. */
function describeError(error: unknown, context: DoctorContext | undefined): string[] {
    if (error instanceof ConnectionError || error instanceof VaultError) {
        const { cause, solution } = error.explanation;
        const instead = context?.resourceSettings && solutionBeyondLimits(error, context.resourceSettings);
        return [
            // The step itself names the request of a connection error.
            error instanceof ConnectionError ? error.summary : firstLine(error.message),
            `Cause: ${cause}`,
            `Solution: ${instead ?? solution}`,
        ];
    }
    if (error instanceof ExpectedError || error instanceof CommandError) {
        return error.message.split("\n");
    }
    throw error;
}
