import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { type Command, CommandError, type Io, UsageError } from "./command";
import { failWith } from "./fileFailure";
import { runPulumi } from "./pulumiCommand";
import { makeReport, type Report } from "./report";
import { formatCsv } from "./reportCsv";
import { formatHtml } from "./reportHtml";
import { formatTimes, nounFor, type Part, partLabels } from "./reportSummary";
import { readStackState, type StackState } from "./stackState";

const formatters = new Map<string, (report: Report) => string>([
    ["csv", formatCsv],
    ["json", (report) => `${JSON.stringify(report, null, 2)}\n`],
    ["html", formatHtml],
]);

export const reportCommand: Command = {
    summary: "lists a stack's disabled passwords, notes and API secrets as CSV, JSON or a page",
    description: `Lists the passwords, notes and API secrets that a stack disabled, each with outcome, time and reason.
The command reads the stack's state: it sends no request to the vault and shows no secret. Run \`pulumi refresh\` first
to bring the state up to date with the vault.`,
    options: {
        stack: ["NAME", "the stack (default: the stack that is selected in this folder)"],
        file: ["FILE", "a file that `pulumi stack export` wrote, in place of a stack; - is standard input"],
        format: ["FORMAT", "csv, json or html (default: the extension of --out, or csv)"],
        out: ["FILE", "the file to write (default: standard output)"],
    },
    async run({ stack, file, format, out }, io) {
        // 1. Check the options before anything is read.
        if (stack !== undefined && file !== undefined) {
            throw new UsageError("--stack and --file exclude each other: a file holds one stack");
        }
        const name = format ?? (out === undefined ? "csv" : extname(out).slice(1));
        const formatter = formatters.get(name.toLowerCase());
        if (formatter === undefined) {
            throw new UsageError(
                `unknown format "${name}": --format must be csv, json or html, or --out must end in one of them`,
            );
        }
        // 2. Make the report of the stack's state.
        const state = file === undefined ? await readStack(stack, io) : readStackState(await readText(file, io), file);
        const report = makeReport(state, new Date().toISOString());
        if (report.entries.length === 0 && out !== undefined && existsSync(resolve(io.cwd, out))) {
            throw new CommandError(
                `${out} is not overwritten by an empty report`,
                "the stack has no password, note or API secret, as after a destroy, and the file can be the evidence of an earlier one.",
                "write to another file, or remove this one.",
            );
        }
        // 3. Write the report to standard output or to a file.
        if (out === undefined) {
            io.stdout(formatter(report));
        } else {
            await writeFile(resolve(io.cwd, out), formatter(report)).catch(failWith(`cannot write ${out}`));
        }
        // 4. Print the counts, which show at a glance whether something is open.
        const subject = state.stack === "" ? "this stack" : `stack ${state.stack}`;
        io.stderr(`pulumi-mysafe: ${subject}: ${countsOf(report)}${out === undefined ? "" : `; see ${out}`}\n`);
        return 0;
    },
};

async function readStack(stack: string | undefined, io: Io): Promise<StackState> {
    const text = await runPulumi(io, ["stack", "export"], stack);
    const state = readStackState(text, "the output of `pulumi stack export`", "update the Pulumi CLI, then run again.");
    // The state of an empty stack has no resource that names it.
    const name = state.stack || stack || (await runPulumi(io, ["stack", "--show-name"])).trim();
    return { ...state, stack: name };
}

async function readText(file: string, io: Io): Promise<string> {
    const bytes =
        file === "-"
            ? await io.readStdin()
            : await readFile(resolve(io.cwd, file)).catch(failWith(`cannot read ${file}`));
    // Old versions of PowerShell write UTF-16 with a byte order mark, which the decoder removes.
    return new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8").decode(bytes);
}

/** Returns the counts in one line, without the parts that are 0: `3 passwords = 2 disabled by this stack + 1 missing`. */
function countsOf({ entries, summary }: Report): string {
    if (summary.total === 0) {
        return "no password, note or API secret";
    }
    const parts = (Object.entries(partLabels) as [Part, string][])
        .filter(([part]) => summary[part] > 0)
        .map(([part, label]) => `${summary[part]} ${label}`);
    const again = summary.driftCorrections > 0 ? `; disabled again ${formatTimes(summary.driftCorrections)}` : "";
    return `${summary.total} ${nounFor(entries)} = ${parts.join(" + ")}${again}`;
}
