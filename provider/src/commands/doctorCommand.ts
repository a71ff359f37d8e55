import { ConnectionError, ExpectedError, firstLine, formatError, VaultError } from "../shared/errors";
import { type Command, CommandError, type Io } from "./command";
import type { DoctorContext } from "./doctorContext";
import { doctorSteps } from "./doctorSteps";
import { inProgramFolder } from "./programFolder";
import { createStepPrinter, type State } from "./stepPrinter";

export const doctorCommand: Command = {
    summary: "checks the connection to the vault step by step and explains the first failure",
    description: `Checks the connection to the vault step by step. It uses the settings of the resources:
the stack configuration, then the environment. It changes nothing. It retries a request once,
and a refused token for five seconds.`,
    options: { stack: ["NAME", "the stack (default: the stack that is selected in this folder)"] },
    async run({ stack }, io) {
        return inProgramFolder(io.cwd, () => runSteps(io, stack));
    },
};

async function runSteps(io: Io, stackName: string | undefined): Promise<number> {
    const print = createStepPrinter(io, Object.keys(doctorSteps));
    // The steps add the rest.
    const context = { io, stackName, redact: (line: string) => line } as DoctorContext;
    let hasFailed = false;
    for (const [name, step] of Object.entries(doctorSteps)) {
        if (hasFailed) {
            print("-", name, ["not checked"]);
            continue;
        }
        const lines: string[] = [];
        let state: State = "-";
        try {
            await step(context, (line, isSkipped) => {
                lines.push(line);
                state = isSkipped ? state : "ok";
            });
        } catch (error) {
            hasFailed = true;
            state = "FAILED";
            lines.unshift(...describeError(error));
        }
        print(state, name, lines.map(context.redact));
    }
    return hasFailed ? 1 : 0;
}

/** Returns the lines of an expected error. @throws any other error. */
function describeError(error: unknown): string[] {
    if (error instanceof ConnectionError) {
        // The step itself names the request.
        return formatError(error.summary, error.explanation).split("\n");
    }
    if (error instanceof VaultError && error.isTransient && !error.fromVault) {
        return formatError(firstLine(error.message), { ...error.explanation, solution: retryLater }).split("\n");
    }
    if (error instanceof ExpectedError || error instanceof CommandError) {
        return error.message.split("\n");
    }
    throw error;
}

const retryLater =
    "run again later, or run `pulumi preview`. Doctor retries once; resources retry for up to mysafe:maxRetrySeconds.";
