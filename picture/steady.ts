/** Removes the parts of Pulumi's output that differ in each run. */
import { type Line, textOf } from "./screen";

/** Returns the lines without durations, repeated empty lines and trailing empty lines. */
export function steady(lines: readonly Line[]): Line[] {
    const kept = lines
        .filter((line) => !/^Duration: /.test(textOf(line)))
        .map((line) => line.map((piece) => ({ ...piece, text: piece.text.replace(/ \((\d+m)?\d+(\.\d+)?m?s\)/, "") })));
    const single = kept.filter((line, row) => line.length > 0 || (kept[row - 1]?.length ?? 0) > 0);
    return single.slice(0, single.findLastIndex((line) => line.length > 0) + 1);
}
