import { readFile, writeFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { CommandError, type Io, parseOptions, UsageError } from "./command";
import { runPulumi } from "./pulumiCommand";
import { makeReport, type Report, type Summary } from "./report";
import { formatCsv } from "./reportCsv";
import { formatHtml } from "./reportHtml";
import { readStackState } from "./stackState";

const usage = `Usage: pulumi-mysafe report [options]

Tells what a stack disabled: passwords, notes and API secrets, each with outcome, time and reason. It reads the stack's
state, asks no vault and shows no secret; run \`pulumi refresh\` first to have what the vault says now.

  --stack NAME     the stack; else the one that is selected in this folder
  --file FILE      what \`pulumi stack export\` wrote, in place of a stack; - is the standard input
  --format FORMAT  csv, json or html; else what the ending of --out says, else csv
  --out FILE       writes to a file, not to the standard output
  --help, -h       this text
`;

const formats: Readonly<Record<string, (report: Report) => string>> = {
    csv: formatCsv,
    json: (report) => `${JSON.stringify(report, null, 2)}\n`,
    html: formatHtml,
};

/** `pulumi-mysafe report`: what a stack disabled, as CSV, JSON or a page. */
export async function reportCommand(args: string[], io: Io): Promise<number> {
    const {
        stack,
        file,
        out,
        help,
        format: named,
    } = parseOptions(args, {
        stack: { type: "string" },
        file: { type: "string" },
        format: { type: "string" },
        out: { type: "string" },
        help: { type: "boolean", short: "h" },
    });
    if (help) {
        io.stdout(usage);
        return 0;
    }
    if (stack !== undefined && file !== undefined) {
        throw new UsageError("--stack and --file cannot go together: a file is of one stack");
    }
    const format = named ?? (out === undefined ? "csv" : extname(out).slice(1));
    const write = Object.hasOwn(formats, format.toLowerCase()) ? formats[format.toLowerCase()] : undefined;
    if (write === undefined) {
        throw new UsageError(
            `there is no format "${format}": end --out in .csv, .json or .html, or name one by --format`,
        );
    }
    const state =
        file === undefined
            ? readStackState(await runPulumi(io, ["stack", "export"], stack), "what `pulumi stack export` printed")
            : readStackState(await read(file, io), file);
    if (state.stack === "" && file === undefined) {
        // The state of an empty stack does not name it.
        state.stack = stack ?? (await runPulumi(io, ["stack", "--show-name"])).trim();
    }
    const report = makeReport(state, new Date().toISOString());
    if (out === undefined) {
        io.stdout(write(report));
    } else {
        await writeFile(resolve(io.cwd, out), write(report)).catch(fails(`${out} cannot be written`));
    }
    const whose = state.stack === "" ? "this stack" : `stack ${state.stack}`;
    io.stderr(`pulumi-mysafe: ${whose} has ${counted(report.summary)}${out === undefined ? "" : `: see ${out}`}\n`);
    return 0;
}

/** The counts in one line, less those that are nought. */
function counted({ entries, inactive, alreadyInactive, notConfirmed, driftCorrected }: Summary): string {
    if (entries === 0) {
        return "no password, note or API secret";
    }
    return [
        `${inactive} inactive${alreadyInactive > 0 ? ` (${alreadyInactive} of them before)` : ""}`,
        ...(notConfirmed > 0 ? [`${notConfirmed} not confirmed inactive`] : []),
        ...(driftCorrected > 0 ? [`${driftCorrected} drift corrected`] : []),
    ].join(", ");
}

async function read(file: string, io: Io): Promise<string> {
    const bytes =
        file === "-"
            ? await io.readStdin()
            : await readFile(resolve(io.cwd, file)).catch(fails(`${file} cannot be read`));
    // Older PowerShells write UTF-16, and a byte order mark, which the decoder takes away.
    return new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8").decode(bytes);
}

function fails(what: string) {
    return ({ code }: NodeJS.ErrnoException): never => {
        throw new CommandError(
            what,
            `the system said ${code}.`,
            "look at its path, its permissions and the room on its disk.",
        );
    };
}
