/** Makes SVG pictures of selectable text, each with the colours of light pages and of dark ones. */

/** A colour on a light page and on a dark one. */
export type Colour = readonly [light: string, dark: string];

/** The colours of all pictures that are no copy of a page, as on GitHub. */
export const ink: Colour = ["#1f2328", "#e6edf3"];
export const faint: Colour = ["#59636e", "#9198a1"];
export const ground: Colour = ["#ffffff", "#0d1117"];
/** The colour of frames and rules on both grounds. */
export const frame = "#8886";

const fonts = `system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans Condensed", sans-serif`;
const codeFonts = `ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace`;

/** The content of a picture. */
export interface Picture {
    /** What a screen reader says. */
    title: string;
    /** What it says at length. */
    description?: string;
    width: number;
    height: number;
    /** The size of the text in pixels. */
    size?: number;
    /** The colour of each class. "ground" is the background, "ink" is that of a text without a class. */
    colours: Record<string, Colour>;
    /** Elements. */
    body: readonly string[];
}

/** The attributes of a text. An undefined one is left out. */
export interface TextStyle {
    /** Names of colours, and "bold", "code" and "underlined". */
    class?: string | undefined;
    "font-size"?: number;
    "text-anchor"?: "middle" | "end";
    /** The width with any font, with the spaces alone or the glyphs, too, adjusted. */
    textLength?: number;
    lengthAdjust?: "spacingAndGlyphs";
}

/**
 * Returns a picture. An `<img>` shows the colours of the page's `color-scheme`, else those of the reader's system. The
 * picture has a background, so it is readable on a page of the other scheme, too.
 */
export function svgOf({ title, description, width, height, size = 13, colours, body }: Picture): string {
    const fills = (scheme: 0 | 1) =>
        Object.entries(colours).map(([name, colour]) => `.${name} { fill: ${colour[scheme]}; }`);
    return `${[
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" class="ink">`,
        `<title>${escapeXml(title)}</title>`,
        ...(description === undefined ? [] : [`<desc>${escapeXml(description)}</desc>`]),
        "<style>",
        `svg { font: ${size}px ${fonts}; }`,
        "text { white-space: pre; }",
        `.code { font-family: ${codeFonts}; }`,
        ".bold { font-weight: 600; }",
        ".underlined { text-decoration: underline; }",
        ...fills(0),
        "@media (prefers-color-scheme: dark) {",
        ...fills(1),
        "}",
        "</style>",
        `<rect class="ground" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" stroke="${frame}"/>`,
        ...body,
        "</svg>",
    ].join("\n")}\n`;
}

/** Returns a text whose baseline begins at this place. */
export function text(x: number, y: number, content: string, style: TextStyle = {}): string {
    return textOf(x, y, escapeXml(content), style);
}

/** Returns a text of parts. A part without classes has the style of the text. */
export function textOfParts(
    x: number,
    y: number,
    parts: readonly { text: string; classes: readonly string[] }[],
    style: TextStyle,
): string {
    const spans = parts.map(({ text: part, classes }) =>
        classes.length === 0 ? escapeXml(part) : `<tspan class="${classes.join(" ")}">${escapeXml(part)}</tspan>`,
    );
    return textOf(x, y, spans.join(""), style);
}

/** Returns a number of pixels with one decimal. */
export function round(pixels: number): number {
    return Math.round(pixels * 10) / 10;
}

function textOf(x: number, y: number, content: string, style: TextStyle): string {
    const attributes = Object.entries({ x: round(x), y: round(y), ...style }).flatMap(([name, value]) =>
        value === undefined || value === "" ? [] : [` ${name}="${typeof value === "number" ? round(value) : value}"`],
    );
    return `<text${attributes.join("")}>${content}</text>`;
}

function escapeXml(content: string): string {
    return content.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
