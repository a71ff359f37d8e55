import { count, quoted, visible } from "./problems";
import type { Line, Table } from "./readTable";

/** Returns the problems of the names of the columns. */
export function checkHeader({ header, separator }: Table, columns: readonly string[]): string[] {
    const names = header.cells;
    const looks = names.map((name) => visible(name.normalize("NFKC").replace(/\p{Quotation_Mark}/gu, "")).trim());
    const problems = names.flatMap((name, index) => {
        const look = looks[index] ?? "";
        const first = looks.indexOf(look);
        if (look === "") {
            return [`column ${index + 1} has no name. Name it, or delete it.`];
        }
        if (first < index) {
            return [`columns ${first + 1} and ${index + 1} are both ${quoted(look)}. Delete the wrong one.`];
        }
        return columns.includes(look) && look !== name
            ? [`the name of column ${index + 1} is ${quoted(name)}. Write ${look}.`]
            : [];
    });
    const missing = columns.filter((column) => !looks.includes(column));
    if (missing.length > 0) {
        problems.push(
            `there is no column ${missing.map(quoted).join(", no column ")}. ` +
                `It has ${names.map(quoted).join(", ")}, separated by ${nameOf(separator)}. ` +
                `The names of the columns come first: ${columns.join(separator)}`,
        );
    }
    return problems;
}

/** Returns the problem of a line whose cells are in doubt. */
export function checkShape(line: Line, { header, separator }: Table, columns: readonly string[]): string | undefined {
    const { cells } = line;
    const names = header.cells;
    if (columns.every((column) => cells.some((cell) => cell.toLowerCase() === column))) {
        return "it names the columns again. Delete it if the lines below it have the columns of the first line.";
    }
    // A cell of two lines with all separators of a row has the end of one row and the start of another.
    const broken = cells.findIndex((cell, index) => {
        const isRead = columns.includes(names[index] ?? "");
        return cell.includes("\n") && (isRead || cell.split(separator).length >= names.length);
    });
    if (broken >= 0) {
        return `column ${broken + 1} opens a quote and does not close it on this line. Close it, or delete it.`;
    }
    if (cells.length === names.length) {
        return undefined;
    }
    return (
        `it has ${count(cells.length, "column")}, but line ${header.number} has ${names.length}. ` +
        (cells.length < names.length
            ? `Separate them by ${nameOf(separator)}, as line ${header.number} does.`
            : `Put a text that contains ${nameOf(separator)} in double quotes.`)
    );
}

function nameOf(separator: string): string {
    return separator === "\t" ? "a tab" : quoted(separator);
}
