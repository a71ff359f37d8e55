/** The text that a terminal shows after an output. */
import { Terminal } from "@xterm/headless";

/** The size of the terminal. It is wide, so that no program shortens a line. */
export const terminalSize = { columns: 400, rows: 200 };

/** Returns the lines that the terminal shows, without trailing spaces and trailing empty lines. */
export async function terminalText(output: string): Promise<string[]> {
    const { columns: cols, rows } = terminalSize;
    const terminal = new Terminal({ cols, rows, scrollback: 20_000, allowProposedApi: true });
    try {
        await new Promise<void>((resolve) => terminal.write(output, resolve));
        const { active } = terminal.buffer;
        const lines: string[] = [];
        for (let row = 0; row < active.length; row += 1) {
            const line = active.getLine(row);
            const text = line?.translateToString(true) ?? "";
            if (line?.isWrapped && lines.length > 0) {
                lines.push(`${lines.pop()}${text}`);
            } else {
                lines.push(text);
            }
        }
        return lines.slice(0, lines.findLastIndex((line) => line.trim() !== "") + 1);
    } finally {
        terminal.dispose();
    }
}
