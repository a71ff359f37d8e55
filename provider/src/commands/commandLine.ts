import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Command, CommandError, formatLines, type Io, UsageError } from "./command";
import { doctorCommand } from "./doctorCommand";
import { reportCommand } from "./reportCommand";

const commands = new Map<string, readonly [description: string, run: Command]>([
    ["report", ["lists a stack's disabled passwords, notes and API secrets as CSV, JSON or a page", reportCommand]],
    ["doctor", ["checks the connection to the vault step by step and explains the first failure", doctorCommand]],
]);

const usage = `Usage: pulumi-mysafe <command> [options]

${formatLines([...commands].map(([name, [description]]) => [name, description]))}
${formatLines([
    ["--help, -h", "this text, or the options of a command"],
    ["--version", "the version of this package"],
])}`;

/** Runs a command line, given without the paths of node and the script, and returns the exit code: 0, 1 or 2. */
export async function runCommandLine([name = "", ...args]: readonly string[], io: Io): Promise<number> {
    const [, command] = commands.get(name) ?? [];
    try {
        return command === undefined ? runWithoutCommand(name, io) : await command(args, io);
    } catch (error) {
        if (error instanceof UsageError) {
            const help = `pulumi-mysafe ${command === undefined ? "" : `${name} `}--help`;
            io.stderr(`pulumi-mysafe: ${error.message}. See \`${help}\`.\n`);
            return 2;
        }
        if (error instanceof CommandError) {
            io.stderr(`pulumi-mysafe: ${error.message}\n`);
            return 1;
        }
        throw error;
    }
}

function runWithoutCommand(option: string, io: Io): number {
    switch (option) {
        case "--help":
        case "-h":
            io.stdout(usage);
            return 0;
        case "--version":
            io.stdout(`${JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8")).version}\n`);
            return 0;
        default:
            throw new UsageError(option === "" ? "no command given" : `unknown command "${option}"`);
    }
}
