import assert from "node:assert/strict";

/** Returns the contrast of two opaque colours, 1 to 21 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). */
export function contrast(one: string, other: string): number {
    const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (lighter + 0.05) / (darker + 0.05);
}

/** Returns the luminance of `rgb(0, 128, 255)` or `#0080ff`. */
function luminance(colour: string): number {
    const decimal = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour)?.slice(1).map(Number);
    const hexadecimal = /^#(..)(..)(..)$/
        .exec(colour)
        ?.slice(1)
        .map((digits) => Number.parseInt(digits, 16));
    const channels = decimal ?? hexadecimal ?? assert.fail(colour);
    const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
        const part = channel / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
