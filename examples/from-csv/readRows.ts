import { readFileSync } from "node:fs";
import { RunError } from "@pulumi/pulumi";
import { CsvError, parse } from "csv-parse/sync";

/** A row of the file. */
export interface Row {
    identifier: string;
    leaver: string;
    ticket: string;
}

const columns = ["identifier", "leaver", "ticket"] as const;

/** The pattern of your tickets. */
const ticketForm = /^CHG-\d+$/;

/** A record of the file, and the number of its line. */
interface Line {
    record: string[];
    info: { lines: number };
}

/** Reads all rows of the file. @throws RunError with all problems, by line. */
export function readRows(file: string): Row[] {
    const [header, ...lines] = readLines(file);
    const names = (header?.record ?? []).map((name) => name.toLowerCase());
    const missing = columns.filter((column) => !names.includes(column));
    if (missing.length > 0) {
        throw refusal(file, [
            `line 1: there is no column ${missing.map(quoted).join(", no column ")}. ` +
                `The first line names the columns: ${columns.join(", ")}.`,
        ]);
    }
    if (lines.length === 0) {
        throw refusal(file, ["there are no rows below the first line. Ask for the file again."]);
    }
    const problems: string[] = [];
    const firstLines = new Map<string, number>();
    const rows = lines.map(({ record, info }) => {
        const cell = (column: string) => record[names.indexOf(column)] ?? "";
        const row = { identifier: cell("identifier"), leaver: cell("leaver"), ticket: cell("ticket") };
        const wrong =
            record.length === names.length
                ? wrongCells(row, firstLines.get(row.identifier))
                : [
                      `it has ${count(record.length, "column")}, but the first line has ${names.length}. ` +
                          "Put a text that contains a separator in double quotes.",
                  ];
        problems.push(...wrong.map((each) => `line ${info.lines}: ${each}`));
        if (!firstLines.has(row.identifier)) {
            firstLines.set(row.identifier, info.lines);
        }
        return row;
    });
    if (problems.length > 0) {
        throw refusal(file, problems);
    }
    return rows;
}

function wrongCells({ identifier, leaver, ticket }: Row, firstLine: number | undefined): string[] {
    const problems: string[] = [];
    if (!/^[1-9]\d*$/.test(identifier)) {
        problems.push(`identifier ${quoted(identifier)} is not a whole number. Copy it from the vault: 312.`);
    } else if (firstLine !== undefined) {
        problems.push(`password ${identifier} is already on line ${firstLine}. Remove one of the two lines.`);
    }
    if (leaver === "") {
        problems.push("the leaver is empty. Write the user name of the leaver.");
    }
    if (!ticketForm.test(ticket)) {
        problems.push(`ticket ${quoted(ticket)} is not a ticket. Write it like CHG-2041.`);
    }
    return problems;
}

/** Returns the records of the file, with commas or semicolons, with or without a byte order mark. */
function readLines(file: string): Line[] {
    let text: string;
    try {
        // The decoder removes a byte order mark.
        text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
    } catch (error) {
        const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
        throw refusal(file, [
            isMissing
                ? "there is no such file. Set its path: pulumi config set file leavers.csv"
                : `it cannot be read as UTF-8 text. Save it in Excel as "CSV UTF-8".`,
        ]);
    }
    const delimiter = text.split("\n", 1)[0]?.includes(";") ? ";" : ",";
    try {
        const lenient = { trim: true, skip_empty_lines: true, skip_records_with_empty_values: true };
        return parse(text, { ...lenient, delimiter, info: true, relax_column_count: true }) as unknown as Line[];
    } catch (error) {
        throw error instanceof CsvError ? refusal(file, [`${error.message}. Correct the quotes there.`]) : error;
    }
}

function refusal(file: string, problems: string[]): RunError {
    const all = problems.map((problem) => `  ${problem}`).join("\n");
    return new RunError(`${file} has ${count(problems.length, "problem")}, so nothing is disabled:\n${all}`);
}

function count(number: number, noun: string): string {
    return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function quoted(text: string): string {
    return `"${text}"`;
}
