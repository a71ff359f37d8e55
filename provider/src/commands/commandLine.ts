import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { type Command, CommandError, type Io, UsageError } from "./command";
import { doctorCommand } from "./doctorCommand";
import { reportCommand } from "./reportCommand";

const commands = new Map<string, Command>([
    ["report", reportCommand],
    ["doctor", doctorCommand],
]);

/** Runs a command line, given without the paths of node and the script, and returns the exit code: 0, 1 or 2. */
export async function runCommandLine([name = "", ...args]: readonly string[], io: Io): Promise<number> {
    const command = commands.get(name);
    try {
        return command === undefined ? runWithoutCommand(name, io) : await runCommand(name, command, args, io);
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

async function runCommand(name: string, command: Command, args: string[], io: Io): Promise<number> {
    const { help, ...values } = parseOptions(Object.keys(command.options), args);
    if (!help) {
        return command.run(values as Record<string, string>, io);
    }
    const options = Object.entries(command.options).map(([option, [value, text]]) => [`--${option} ${value}`, text]);
    io.stdout(formatUsage(`${name} [options]\n\n${command.description}`, [...options, ["--help, -h", "this text"]]));
    return 0;
}

function runWithoutCommand(option: string, io: Io): number {
    switch (option) {
        case "--help":
        case "-h":
            io.stdout(
                formatUsage("<command> [options]", [
                    ...[...commands].map(([name, { summary }]) => [name, summary]),
                    ["--help, -h", "this text, or the options of a command"],
                    ["--version", "the version of this package"],
                ]),
            );
            return 0;
        case "--version":
            io.stdout(`${JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8")).version}\n`);
            return 0;
        default:
            throw new UsageError(option === "" ? "no command given" : `unknown command "${option}"`);
    }
}

/** Parses options that take a value, and `--help`. @throws UsageError for any other argument or a missing value. */
function parseOptions(names: readonly string[], args: string[]) {
    const options: ParseArgsConfig["options"] = { help: { type: "boolean", short: "h" } };
    for (const name of names) {
        options[name] = { type: "string" };
    }
    try {
        return parseArgs({ args, options }).values;
    } catch (error) {
        // The sentences after Node's first one explain "--", which these commands do not need.
        throw new UsageError((error as Error).message.split(/\. |\.?\n/, 1)[0]);
    }
}

function formatUsage(text: string, rows: readonly (readonly string[])[]): string {
    const width = Math.max(...rows.map(([name = ""]) => name.length));
    const lines = rows.map(([name = "", description]) => `  ${name.padEnd(width)}  ${description}\n`);
    return `Usage: pulumi-mysafe ${text}\n\n${lines.join("")}`;
}
