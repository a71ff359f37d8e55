/** Returns the parts of a page under their headings, without empty ones. */
export function sections(parts: Readonly<Record<string, readonly string[]>>): string {
    const filled = Object.entries(parts).map(([heading, texts]) => [heading, ...texts.filter((text) => text !== "")]);
    return `${filled
        .filter(({ length }) => length > 1)
        .flat()
        .join("\n\n")}\n`;
}

/** Returns a table. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
    const line = (cells: readonly string[]) => `|${cells.map(cell).join("|")}|`;
    return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Returns a list. */
export function list(items: readonly string[]): string {
    return items.map((item) => `* ${inLine(item)}`).join("\n");
}

function cell(text: string): string {
    return text === "" ? " " : ` ${inLine(text).replaceAll("|", "\\|")} `;
}

/** Returns a text without line breaks. */
export function inLine(text: string): string {
    return text.replace(/\s+/g, " ");
}
