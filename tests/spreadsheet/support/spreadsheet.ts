/** Opens CSV files in LibreOffice without a window. */
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { DOMParser, onErrorStopParsing } from "@xmldom/xmldom";
import { temporaryFolder } from "../../support/temporaryFolder";

/** A cell of a sheet. */
export interface Cell {
    /** The text that the sheet shows. */
    text: string;
    /** True if LibreOffice runs the cell. */
    isFormula: boolean;
}

const run = promisify(execFile);
const table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";

/**
 * Returns the rows that LibreOffice makes of a CSV file.
 *
 * @param choices The choices in the import dialog, as tokens of LibreOffice's CSV filter. The default is LibreOffice's.
 */
export async function openCsv(executablePath: string, csv: string, choices?: string): Promise<Cell[][]> {
    const folder = temporaryFolder("spreadsheet");
    const file = join(folder, "report.csv");
    writeFileSync(file, csv);
    // A profile of its own lets several conversions run at once, and leaves the user's unchanged.
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "profile"))}`;
    const filter = choices === undefined ? [] : [`--infilter=CSV:${choices}`];
    await run(executablePath, [profile, "--headless", ...filter, "--convert-to", "fods", "--outdir", folder, file]);
    const xml = readFileSync(join(folder, "report.fods"), "utf8");
    const sheet = new DOMParser({ onError: onErrorStopParsing }).parseFromString(xml, "text/xml");
    return Array.from(sheet.getElementsByTagNameNS(table, "table-row"), (row) =>
        Array.from(row.getElementsByTagNameNS(table, "table-cell"), (cell) => ({
            text: cell.textContent?.trim() ?? "",
            isFormula: cell.hasAttributeNS(table, "formula"),
        })),
    );
}
