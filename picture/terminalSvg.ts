/** Draws the lines of a terminal as SVG: selectable text on its own background, for light and dark pages. */
import type { Line, Piece } from "./screen";

/** The content of the picture. */
export interface TerminalPicture {
    /** The text for screen readers. */
    title: string;
    lines: readonly Line[];
    /** The terminal's width in characters. */
    columns: number;
}

const fontSize = 13;
/** The width of a character in most monospaced fonts: 0.6 em. `textLength` adjusts the others. */
const characterWidth = 7.8;
const lineHeight = 18;
const margin = 18;

const fonts = `ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace`;
const background = "#0d1117";
const frame = "#3d444d";
const ink = "#e6edf3";

/** The 16 colours: black, red, green, yellow, blue, magenta, cyan, white, then bright. All contrast with the background. */
const colours = [
    ...["#7d8590", "#ff7b72", "#3fb950", "#d29922", "#58a6ff", "#bc8cff", "#39c5cf", "#b1bac4"],
    ...["#8b949e", "#ffa198", "#56d364", "#e3b341", "#79c0ff", "#d2a8ff", "#56d4dd", "#ffffff"],
];

/** Returns the picture. */
export function terminalSvg({ title, lines, columns }: TerminalPicture): string {
    const width = Math.ceil(columns * characterWidth) + 2 * margin;
    const height = lines.length * lineHeight + 2 * margin;
    const used = new Set(lines.flat().map(({ colour }) => colour));
    const rules = colours.flatMap((colour, number) => (used.has(number) ? [`.c${number} { fill: ${colour}; }`] : []));
    return `${[
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
        `<title>${escapeXml(title)}</title>`,
        "<style>",
        `text { font: ${fontSize}px ${fonts}; fill: ${ink}; white-space: pre; }`,
        ".b { font-weight: 600; }",
        ".d { opacity: 0.65; }",
        ".u { text-decoration: underline; }",
        ...rules,
        "</style>",
        `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="${background}" stroke="${frame}"/>`,
        ...lines.flatMap((line, row) => (line.length === 0 ? [] : [drawLine(line, row)])),
        "</svg>",
    ].join("\n")}\n`;
}

function drawLine(line: Line, row: number): string {
    const length = line.reduce((sum, { text }) => sum + text.length, 0);
    const y = margin + row * lineHeight + fontSize;
    const textLength = (length * characterWidth).toFixed(1);
    return `<text x="${margin}" y="${y}" textLength="${textLength}" xml:space="preserve">${line.map(span).join("")}</text>`;
}

function span({ text, colour, bold, dim, underlined }: Piece): string {
    const classes = [
        ...(colour === undefined ? [] : [`c${colour}`]),
        ...(bold ? ["b"] : []),
        ...(dim ? ["d"] : []),
        ...(underlined ? ["u"] : []),
    ];
    return classes.length === 0 ? escapeXml(text) : `<tspan class="${classes.join(" ")}">${escapeXml(text)}</tspan>`;
}

function escapeXml(text: string): string {
    return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
