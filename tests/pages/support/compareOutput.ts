/** Compares an output that a page shows with the output of a run. */

/** The URL of the vault on the pages. */
export const pageUrl = "https://vault.example.com";
/** The URL of the simulator on the pages. */
export const simulatorUrl = "http://127.0.0.1:8312";

/** The places of a run that the pages show by other names. */
export interface RunPlaces {
    /** The URL of the simulator. */
    vaultUrl?: string | undefined;
    /** The home folder, `~` on the pages. */
    home?: string | undefined;
}

/** Returns a line without what differs in each run. */
export function normalize(line: string, { vaultUrl, home }: RunPlaces = {}): string {
    let text = home ? line.replaceAll(home, "~") : line;
    for (const url of [simulatorUrl, ...(vaultUrl ? [vaultUrl] : [])]) {
        text = text.replaceAll(url, pageUrl).replaceAll(new URL(url).host, new URL(pageUrl).host);
    }
    return text
        .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(\.\d+)?Z?/g, "<time>")
        .replaceAll(/ \((\d+m)?\d+(\.\d+)?m?s\)/g, "")
        .replaceAll(/\b(\d+m)?\d+(\.\d+)?m?s\b/g, "<duration>")
        .replaceAll(/\b\d+ ms\b/g, "<duration>")
        .replaceAll(/\brequest id [\w-]+/g, "request id <id>")
        .replaceAll(/\b[0-9a-f]{12,}\b/g, "<hex>")
        .replaceAll(/\s+/g, " ")
        .trim();
}

/** A difference between a shown output and a real one. */
export interface Difference {
    /** The index of the shown line that does not follow. */
    shown: number;
    /** The index of the real line in its place. Undefined if the output has no line of its part, or ends before. */
    actual: number | undefined;
}

/**
 * Returns undefined if the output contains the shown lines in this order. `…` alone skips lines, and within a line it
 * matches any text. Other lines follow each other. Blank lines do not count.
 */
export function compareOutput(
    shown: readonly string[],
    output: readonly string[],
    places: RunPlaces,
): Difference | undefined {
    const actual = numbered(output, places);
    let from = 0;
    for (const part of partsOf(numbered(shown, places))) {
        const patterns = part.map(({ text }) => patternOf(text));
        let best = { start: from, length: 0 };
        for (let start = from; start < actual.length && best.length < part.length; start += 1) {
            const length = commonLength(patterns, actual.slice(start, start + part.length));
            best = length > best.length ? { start, length } : best;
        }
        from = best.start + best.length;
        const missing = part[best.length];
        if (missing) {
            return { shown: missing.index, actual: best.length > 0 ? actual[from]?.index : undefined };
        }
    }
    return undefined;
}

interface NumberedLine {
    index: number;
    text: string;
}

/** Returns the normalized lines that are not blank. */
function numbered(lines: readonly string[], places: RunPlaces): NumberedLine[] {
    return lines.map((line, index) => ({ index, text: normalize(line, places) })).filter(({ text }) => text !== "");
}

/** Returns the parts between the lines `…`. */
function partsOf(lines: readonly NumberedLine[]): NumberedLine[][] {
    const parts: NumberedLine[][] = [[]];
    for (const line of lines) {
        if (line.text === "…") {
            parts.push([]);
        } else {
            parts.at(-1)?.push(line);
        }
    }
    return parts.filter((part) => part.length > 0);
}

/** Returns the number of lines at the beginning that match their patterns. */
function commonLength(patterns: readonly RegExp[], lines: readonly NumberedLine[]): number {
    const wrong = patterns.findIndex((pattern, index) => !pattern.test(lines[index]?.text ?? ""));
    return wrong < 0 ? patterns.length : wrong;
}

function patternOf(line: string): RegExp {
    const parts = line.split("…").map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`);
}
