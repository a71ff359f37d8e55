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

/**
 * Returns undefined if each shown line appears in the output in this order. `…` alone skips lines, and within a line it
 * matches any text. Otherwise returns the index of the first shown line that is not found, and of the output's line
 * from which it was searched.
 */
export function compareOutput(
    shown: readonly string[],
    output: readonly string[],
    places: RunPlaces,
): { shown: number; from: number } | undefined {
    const actual = output.map((line) => normalize(line, places));
    let from = 0;
    for (const [index, line] of shown.entries()) {
        const expected = normalize(line, places);
        if (expected === "" || expected === "…") {
            continue;
        }
        const pattern = patternOf(expected);
        const at = actual.findIndex((one, row) => row >= from && pattern.test(one));
        if (at < 0) {
            return { shown: index, from };
        }
        from = at + 1;
    }
    return undefined;
}

function patternOf(line: string): RegExp {
    const parts = line.split("…").map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`);
}
