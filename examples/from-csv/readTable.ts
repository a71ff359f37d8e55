import { CsvError, parse } from "csv-parse/sync";
import { quoted, refusal } from "./problems";
import { lineAt, readText } from "./readText";

/** A line of a file, with the number that an editor shows. */
export interface Line {
    number: number;
    cells: string[];
}

/** A file without its empty lines, and without the empty cells that Excel writes after the last column. */
export interface Table {
    separator: string;
    /** The first line, in lower case. */
    header: Line;
    lines: Line[];
}

/** A record of csv-parse. Its line is the last one that it covers. */
interface Parsed {
    record: string[];
    info: { lines: number };
}

const separators = [",", ";", "\t", "|"];

/** Reads a CSV file. @throws RunError if it cannot be decoded or its quotes are wrong. */
export function readTable(file: string, columns: readonly string[]): Table {
    const { text, separator } = findSeparator(readText(file), file, columns);
    const lenient = { trim: true, skip_records_with_empty_values: true, relax_column_count: true };
    try {
        const options = { ...lenient, delimiter: separator, record_delimiter: "\n", info: true };
        const records = parse(text, options) as unknown as Parsed[];
        const [header, ...lines] = records.map(lineOf);
        if (header === undefined) {
            throw refusal(file, ["it has no columns. Ask for the file again."]);
        }
        const names = withoutEmptyEnd(header.cells.map((name) => name.toLowerCase()));
        return {
            separator,
            header: { ...header, cells: names },
            lines: lines.map((line) => ({ ...line, cells: withoutEmptyEnd(line.cells, names.length) })),
        };
    } catch (error) {
        throw error instanceof CsvError ? refusal(file, [quoteProblem(error, text)]) : error;
    }
}

/** Removes empty cells at the end of a line down to this number of cells. */
function withoutEmptyEnd(cells: string[], least = 0): string[] {
    return cells.filter((_, index) => index < least || cells.slice(index).some((cell) => cell !== ""));
}

/** Finds the separator that Excel's line "sep=;" names, else the one that most columns in the first line have. */
function findSeparator(text: string, file: string, columns: readonly string[]): { text: string; separator: string } {
    const [line, named] = /^"?sep=(.*?)"?$/im.exec(text.split("\n", 1)[0] ?? "") ?? [];
    if (line !== undefined && named !== undefined) {
        if (!separators.includes(named)) {
            throw refusal(file, [`line 1: ${quoted(line)} names no separator. Write sep=, or sep=; there.`]);
        }
        return { text: text.slice(line.length), separator: named };
    }
    const header = /^.*[\p{L}\p{N}].*$/mu.exec(text)?.[0].replaceAll('"', "").toLowerCase() ?? "";
    const hits = separators.map((separator) => {
        const names = header.split(separator).map((name) => name.trim());
        return columns.filter((column) => names.includes(column)).length;
    });
    return { text, separator: separators[hits.indexOf(Math.max(...hits))] ?? "," };
}

function lineOf({ record, info }: Parsed): Line {
    const breaks = record.join("").split("\n").length - 1;
    return { number: info.lines - breaks, cells: record.map((cell) => cell.trim()) };
}

/** Describes the cell that csv-parse cannot read. The error has the number of bytes before it. */
function quoteProblem({ code, message, bytes, index, lines }: CsvError, text: string): string {
    const start = Buffer.from(text).toString("utf8", 0, Number(bytes)).length;
    const quote = text.indexOf('"', start);
    if (quote < 0) {
        return `line ${lines}: ${message}.`;
    }
    const number = lineAt(text, quote);
    const problem =
        code === "CSV_QUOTE_NOT_CLOSED" || number !== lines
            ? "opens a quote and does not close it on this line. Close it, or delete it."
            : "has a stray quote. Delete it, or put the whole cell in quotes and write the quote inside twice.";
    return `line ${number}: column ${Number(index) + 1} ${problem}`;
}
