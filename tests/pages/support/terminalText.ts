/** The text that a terminal shows after an output. */
import { readRows } from "../../../picture/screen";

/** The size of the terminal. It is wide, so that no program shortens a line. */
export const terminalSize = { columns: 400, rows: 200 };

/** Returns the lines that the terminal shows, without trailing spaces and trailing empty lines. */
export async function terminalText(output: string): Promise<string[]> {
    return readRows(output, terminalSize, (rows) => {
        const lines: string[] = [];
        for (const row of rows) {
            const text = row.translateToString(true);
            if (row.isWrapped && lines.length > 0) {
                lines.push(`${lines.pop()}${text}`);
            } else {
                lines.push(text);
            }
        }
        return lines.slice(0, lines.findLastIndex((line) => line.trim() !== "") + 1);
    });
}
