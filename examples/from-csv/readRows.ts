import { checkHeader, checkShape } from "./checkColumns";
import { quoted, refusal, visible } from "./problems";
import { readTable } from "./readTable";

/** A row of the file. */
export interface Row {
    identifier: string;
    leaver: string;
    ticket: string;
}

const columns = ["identifier", "leaver", "ticket"] as const;

/** The pattern of your tickets. */
const ticketForm = /^CHG-\d+$/;

/** Reads all rows of the file. @throws RunError with all problems, by line. */
export function readRows(file: string): Row[] {
    const table = readTable(file, columns);
    const { header, lines } = table;
    const wrongHeader = checkHeader(table, columns);
    if (wrongHeader.length > 0) {
        throw refusal(file, atLine(header.number, wrongHeader));
    }
    if (lines.length === 0) {
        throw refusal(file, [`there are no rows below line ${header.number}. Ask for the file again.`]);
    }
    const problems: string[] = [];
    const firstLines = new Map<string, number>();
    const rows = lines.map((line) => {
        const cell = (column: string) => line.cells[header.cells.indexOf(column)] ?? "";
        const row = { identifier: cell("identifier"), leaver: cell("leaver"), ticket: cell("ticket") };
        const wrongShape = checkShape(line, table, columns);
        const wrong = wrongShape === undefined ? wrongCells(row, firstLines.get(row.identifier)) : [wrongShape];
        problems.push(...atLine(line.number, wrong));
        if (wrongShape === undefined && !firstLines.has(row.identifier)) {
            firstLines.set(row.identifier, line.number);
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
    } else if (leaver !== visible(leaver)) {
        problems.push(`leaver ${quoted(leaver)} has an invisible or lost character. Write the name again.`);
    }
    if (!ticketForm.test(ticket)) {
        problems.push(`ticket ${quoted(ticket)} is not a ticket. Write it like CHG-2041.`);
    }
    return problems;
}

function atLine(number: number, problems: string[]): string[] {
    return problems.map((problem) => `line ${number}: ${problem}`);
}
