/** Draws the lines of a terminal as SVG. */
import type { Line, Piece } from "./screen";
import { type Colour, faint, ground, ink, svgOf, textOfParts } from "./svg";

/** The content of the picture. */
export interface TerminalPicture {
    /** The text for screen readers. */
    title: string;
    lines: readonly Line[];
    /** The terminal's width in characters. */
    columns: number;
}

const size = 13;
/** The width of a character in most monospaced fonts: 0.6 em. `textLength` adjusts the others. */
const characterWidth = 7.8;
const lineHeight = 18;
const margin = 18;

/** The 16 colours: black, red, green, yellow, blue, magenta, cyan, white, then bright. All contrast with the background. */
const palette: readonly Colour[] = [
    ["#24292f", "#8b949e"],
    ["#cf222e", "#ff7b72"],
    ["#1a7f37", "#3fb950"],
    ["#7d4e00", "#d29922"],
    ["#0969da", "#58a6ff"],
    ["#8250df", "#bc8cff"],
    ["#1b7c83", "#39c5cf"],
    ["#59636e", "#b1bac4"],
    ["#57606a", "#8b949e"],
    ["#a40e26", "#ffa198"],
    ["#116329", "#56d364"],
    ["#633c01", "#e3b341"],
    ["#0550ae", "#79c0ff"],
    ["#6639ba", "#d2a8ff"],
    ["#0f5f66", "#56d4dd"],
    ["#1f2328", "#ffffff"],
];

/** Returns the picture. */
export function terminalSvg({ title, lines, columns }: TerminalPicture): string {
    const used = new Set(lines.flat().map(({ colour }) => colour));
    const colours = palette.flatMap((colour, number) => (used.has(number) ? [[`c${number}`, colour] as const] : []));
    return svgOf({
        title,
        width: Math.ceil(columns * characterWidth) + 2 * margin,
        height: lines.length * lineHeight + 2 * margin,
        size,
        colours: { ground, ink, faint, ...Object.fromEntries(colours) },
        body: lines.flatMap((line, row) => (line.length === 0 ? [] : [drawLine(line, row)])),
    });
}

function drawLine(line: Line, row: number): string {
    const parts = line.map((piece) => ({ text: piece.text, classes: classesOf(piece) }));
    const length = line.reduce((sum, { text }) => sum + text.length, 0);
    return textOfParts(margin, margin + row * lineHeight + size, parts, {
        class: "code",
        textLength: length * characterWidth,
    });
}

function classesOf({ colour, bold, dim, underlined }: Piece): string[] {
    return [
        ...(colour === undefined ? [] : [`c${colour}`]),
        ...(bold ? ["bold"] : []),
        ...(dim ? ["faint"] : []),
        ...(underlined ? ["underlined"] : []),
    ];
}
