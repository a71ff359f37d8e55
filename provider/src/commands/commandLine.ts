import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Command, CommandError, type Io, UsageError } from "./command";
import { doctorCommand } from "./doctorCommand";
import { reportCommand } from "./reportCommand";

/** What each command is for, and what runs it. */
const commands = new Map<string, readonly [summary: string, run: Command]>([
    ["report", ["a stack's disabled passwords, notes and API secrets as CSV, JSON or a page", reportCommand]],
    ["doctor", ["the way to the vault step by step, and what mends it where it fails", doctorCommand]],
]);

const usage = `Usage: pulumi-mysafe <command> [options]

${[...commands].map(([name, [summary]]) => `  ${name.padEnd(10)}${summary}`).join("\n")}

  --help, -h  this text; after a command, the command's own
  --version   the version of this package
`;

/** Runs one command line, without the names of node and of the script, and answers the exit code: 0, 1 or 2. */
export async function runCommandLine([name = "", ...args]: readonly string[], io: Io): Promise<number> {
    const [, run = general] = commands.get(name) ?? [];
    try {
        return await run(run === general ? [name] : args, io);
    } catch (error) {
        if (error instanceof UsageError) {
            io.stderr(
                `pulumi-mysafe: ${error.message}. See \`pulumi-mysafe ${run === general ? "" : `${name} `}--help\`.\n`,
            );
            return 2;
        }
        if (error instanceof CommandError) {
            io.stderr(`pulumi-mysafe: ${error.message}\n`);
            return 1;
        }
        throw error;
    }
}

/** What stands before any command, or in its place. */
async function general([option]: string[], io: Io): Promise<number> {
    if (option === "--version") {
        io.stdout(`${JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8")).version}\n`);
    } else if (option === "--help" || option === "-h") {
        io.stdout(usage);
    } else {
        throw new UsageError(option === "" ? "a command is missing" : `there is no command "${option}"`);
    }
    return 0;
}
