import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { type Command, CommandError, type Io, UsageError } from "./command";
import { doctorCommand } from "./doctorCommand";
import { enableCommand } from "./enableCommand";
import { listCommand } from "./listCommand";
import { reportCommand } from "./reportCommand";

const commands = new Map<string, Command>([
    ["doctor", doctorCommand],
    ["list", listCommand],
    ["report", reportCommand],
    ["enable", enableCommand],
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
    const { argument, options, switches = {}, description } = command;
    const { help, ...values } = parseArguments(command, args);
    if (help === undefined) {
        if (argument !== undefined && values[argument[0]] === undefined) {
            throw new UsageError(`${argument[0].toUpperCase()} is missing`);
        }
        return command.run(values, io);
    }
    const placeholder = argument?.[0].toUpperCase();
    const rows = [
        ...(argument === undefined ? [] : [[`${placeholder}`, argument[1]]]),
        ...Object.entries(options).map(([option, [value, text]]) => [`--${option} ${value}`, text]),
        ...Object.entries(switches).map(([option, text]) => [`--${option}`, text]),
        ["--help, -h", "this text"],
    ];
    const usage = [name, placeholder, "[options]"].filter((part) => part !== undefined).join(" ");
    io.stdout(formatUsage(`${usage}\n\n${description}`, rows));
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

/** Parses a command's argument, its options and `--help`. @throws UsageError for anything else or a missing value. */
function parseArguments({ argument, options, switches = {} }: Command, args: string[]): Record<string, string> {
    const config: ParseArgsConfig["options"] = { help: { type: "boolean", short: "h" } };
    for (const name of Object.keys(options)) {
        config[name] = { type: "string" };
    }
    for (const name of Object.keys(switches)) {
        config[name] = { type: "boolean" };
    }
    const { values, positionals } = parse(args, config);
    const [unexpected] = positionals.slice(argument === undefined ? 0 : 1);
    if (unexpected !== undefined) {
        throw new UsageError(`Unexpected argument '${unexpected}'`);
    }
    const given = Object.entries(values).map(([name, value]) => [name, String(value)]);
    return Object.fromEntries([...given, ...positionals.map((value) => [argument?.[0], value])]);
}

function parse(args: string[], options: ParseArgsConfig["options"]) {
    try {
        return parseArgs({ args, options, allowPositionals: true });
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
