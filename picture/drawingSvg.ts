/** Draws what a browser shows of a page as SVG: selectable text, in light or dark as the reader's system is. */
import type { Drawing, DrawnText } from "./drawing";

const fonts = `system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans Condensed", sans-serif`;
const codeFonts = `ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace`;
const frame = "#8886";

/** Returns the picture of a page in both colour schemes. @throws Error if their texts differ in more than colours. */
export function drawingSvg(title: string, { light, dark }: { light: Drawing; dark: Drawing }): string {
    const shape = ({ texts, rules }: Drawing) => JSON.stringify([texts.map(placeOf), rules]);
    if (shape(light) !== shape(dark)) {
        throw new Error("the page in light and in dark has different texts or places");
    }
    const pairs = light.texts.map(({ colour }, index) => [colour, dark.texts[index]?.colour ?? colour] as const);
    const schemes = [...new Map(pairs.map((pair) => [pair.join(), pair])).entries()];
    const classOf = new Map(schemes.map(([key], index) => [key, `c${index}`]));
    const fills = (scheme: 0 | 1) => schemes.map(([key, pair]) => `.${classOf.get(key)} { fill: ${pair[scheme]}; }`);
    const [width, height] = [Math.ceil(light.width), Math.ceil(light.height)];
    return `${[
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
        `<title>${escapeXml(title)}</title>`,
        "<style>",
        `text { font-family: ${fonts}; white-space: pre; }`,
        `.code { font-family: ${codeFonts}; }`,
        ".bold { font-weight: 700; }",
        `.ground { fill: ${light.ground}; stroke: ${frame}; }`,
        ...fills(0),
        "@media (prefers-color-scheme: dark) {",
        `.ground { fill: ${dark.ground}; }`,
        ...fills(1),
        "}",
        "</style>",
        `<rect class="ground" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>`,
        ...light.rules.map(
            ({ x, y, width: length }) =>
                `<rect x="${round(x)}" y="${round(y) - 1}" width="${round(length)}" height="1" fill="${frame}"/>`,
        ),
        ...light.texts.map((text, index) => drawText(text, classOf.get(pairs[index]?.join() ?? "") ?? "")),
        "</svg>",
    ].join("\n")}\n`;
}

function placeOf({ colour: _, ...place }: DrawnText): Omit<DrawnText, "colour"> {
    return place;
}

function drawText({ text, x, y, width, size, isBold, isCode }: DrawnText, colour: string): string {
    const classes = [colour, ...(isBold ? ["bold"] : []), ...(isCode ? ["code"] : [])].join(" ");
    // The reader's font can have other widths.
    const fitted = `textLength="${round(width)}" lengthAdjust="spacingAndGlyphs"`;
    return `<text class="${classes}" x="${round(x)}" y="${round(y)}" font-size="${round(size)}" ${fitted}>${escapeXml(text)}</text>`;
}

function round(pixels: number): number {
    return Math.round(pixels * 10) / 10;
}

function escapeXml(text: string): string {
    return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
