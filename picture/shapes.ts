/** The arrows, lines and boxes of a diagram. Arrows have the colour of the class "call". */
import { frame } from "./svg";

/** Returns an arrow to the right, which leaves the lines at both ends visible. */
export function arrow(from: number, to: number, y: number): string[] {
    return [
        `<rect class="call" x="${from + 4}" y="${y - 1}" width="${to - from - 15}" height="2"/>`,
        `<path class="call" d="M${to - 12} ${y - 5}L${to - 3} ${y}L${to - 12} ${y + 5}z"/>`,
    ];
}

/** Returns an arrow up or down. */
export function verticalArrow(x: number, from: number, to: number): string[] {
    const back = Math.sign(from - to);
    const [tip, end] = [to + back, to + 10 * back];
    return [
        `<rect class="call" x="${x - 1}" y="${Math.min(from, end)}" width="2" height="${Math.abs(from - end)}"/>`,
        `<path class="call" d="M${x - 5} ${end}L${x} ${tip}L${x + 5} ${end}z"/>`,
    ];
}

/** Returns a line, horizontal by default. */
export function rule(x1: number, y1: number, x2: number, y2 = y1): string {
    return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${frame}"/>`;
}

/** Returns a rectangle in the colour of a class. */
export function box(x: number, y: number, wide: number, high: number, colour: string): string {
    return `<rect class="${colour}" x="${x}" y="${y}" width="${wide}" height="${high}" rx="6" stroke="${frame}"/>`;
}
