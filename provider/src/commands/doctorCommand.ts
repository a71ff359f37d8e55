import { ConnectionError, ExpectedError } from "../client/index";
import { CommandError, type Io, parseOptions } from "./command";
import { type DoctorContext, maxWaitMs } from "./doctorContext";
import { withoutOwnLimits } from "./doctorSettings";
import { doctorSteps } from "./doctorSteps";
import { enterProgramFolder } from "./programFolder";
import { createStackRedaction, readStackConfig } from "./stackConfig";
import { createStepPrinter, type State } from "./stepPrinter";

const usage = `Usage: pulumi-mysafe doctor [options]

Checks the way to the vault step by step, with the settings that resources get: of the stack, then of the environment.
It changes nothing, and waits for each answer ${maxWaitMs / 1000} seconds at most.

  --stack NAME  the stack; else the one that is selected
  --help, -h    this text
`;

/** `pulumi-mysafe doctor`: checks the way to the vault step by step, and answers 0 when all is well, else 1. */
export async function doctorCommand(args: string[], io: Io): Promise<number> {
    const { stack, help } = parseOptions(args, { stack: { type: "string" }, help: { type: "boolean", short: "h" } });
    if (help) {
        io.stdout(usage);
        return 0;
    }
    const before = process.cwd();
    enterProgramFolder(io.cwd);
    try {
        return await check(io, stack);
    } finally {
        process.chdir(before);
    }
}

async function check(io: Io, stack: string | undefined): Promise<number> {
    const print = createStepPrinter(io, Object.keys(doctorSteps));
    let visit: DoctorContext | undefined;
    let failed = false;
    for (const [name, step] of Object.entries(doctorSteps)) {
        const lines: string[] = [];
        let state: State = "-";
        try {
            if (failed) {
                lines.push("not tried");
            } else {
                visit ??= await begin(io, stack);
                await step(visit, (line, idle) => {
                    lines.push(line);
                    state = idle ? state : "ok";
                });
            }
        } catch (error) {
            failed = true;
            state = "FAILED";
            lines.unshift(...told(error, visit));
        }
        print(state, name, visit === undefined ? lines : lines.map(visit.redact));
    }
    return failed ? 1 : 0;
}

async function begin(io: Io, name: string | undefined): Promise<DoctorContext> {
    const stack = await readStackConfig(io, name);
    const redact = createStackRedaction(stack);
    return { stack, env: io.env, redact, tell: (line: string) => io.stderr(`${redact(line)}\n`) } as DoctorContext;
}

/** The lines of an expected error. @throws any other one. */
function told(error: unknown, visit: DoctorContext | undefined): string[] {
    if (!(error instanceof ExpectedError || error instanceof CommandError)) {
        throw error;
    }
    const [first = "", ...rest] = error.message.split("\n");
    const explained = visit?.given ? rest.map((line) => withoutOwnLimits(line, visit)) : rest;
    return [error instanceof ConnectionError ? error.summary : first, ...explained];
}
