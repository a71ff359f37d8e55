/** Draws what a browser shows of a page as SVG. */
import type { Drawing, DrawnText } from "./drawing";
import { type Colour, frame, round, svgOf, text } from "./svg";

/** Returns the picture of a page in both colour schemes. @throws Error if their texts differ in more than colours. */
export function drawingSvg(title: string, { light, dark }: { light: Drawing; dark: Drawing }): string {
    const shape = ({ texts, rules }: Drawing) => JSON.stringify([texts.map(placeOf), rules]);
    if (shape(light) !== shape(dark)) {
        throw new Error("the page in light and in dark has different texts or places");
    }
    const pairs = light.texts.map(({ colour }, index): Colour => [colour, dark.texts[index]?.colour ?? colour]);
    const classOf = new Map([...new Set(pairs.map(String))].map((pair, index) => [pair, `c${index}`]));
    const colours = pairs.map((pair) => [classOf.get(String(pair)) ?? "", pair] as const);
    return svgOf({
        title,
        width: Math.ceil(light.width),
        height: Math.ceil(light.height),
        colours: { ground: [light.ground, dark.ground], ...Object.fromEntries(colours) },
        body: [
            ...light.rules.map(
                ({ x, y, width }) =>
                    `<rect x="${round(x)}" y="${round(y) - 1}" width="${round(width)}" height="1" fill="${frame}"/>`,
            ),
            ...light.texts.map((drawn, index) => drawText(drawn, colours[index]?.[0] ?? "")),
        ],
    });
}

function placeOf({ colour: _, ...place }: DrawnText): Omit<DrawnText, "colour"> {
    return place;
}

function drawText({ text: content, x, y, width, size, isBold, isCode }: DrawnText, colour: string): string {
    return text(x, y, content, {
        class: [colour, ...(isBold ? ["bold"] : []), ...(isCode ? ["code"] : [])].join(" "),
        "font-size": size,
        // The reader's font can have other widths.
        textLength: width,
        lengthAdjust: "spacingAndGlyphs",
    });
}
