/** Reads the pictures of the pages. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DOMParser, type Document, type Element, onErrorStopParsing } from "@xmldom/xmldom";
import { contrast } from "./contrast";

/** The paths of all pictures from the repository's folder. */
export const pictures = ["docs/terminal.svg", "docs/report.svg", "docs/diagram.svg", "bench/results.svg"] as const;

export const schemes = ["light", "dark"] as const;

/** Returns a picture's text. */
export function readPicture(path: string): string {
    return readFileSync(join(__dirname, "..", "..", path), "utf8");
}

/** Parses an SVG. Throws if it is malformed. */
export function parsePicture(svg: string): Document {
    return new DOMParser({ onError: onErrorStopParsing }).parseFromString(svg, "image/svg+xml");
}

/** Returns the colours of the classes in one scheme. */
export function coloursOf(svg: string, scheme: (typeof schemes)[number]): Map<string, string> {
    const [light = "", dark = ""] = svg.split("@media (prefers-color-scheme: dark)");
    const rules = (style: string) => [...style.matchAll(/^\.(\w+) \{ fill: ([^;]+); \}$/gm)];
    const ofScheme = scheme === "light" ? rules(light) : [...rules(light), ...rules(dark)];
    return new Map(ofScheme.map(([, name = "", colour = ""]) => [name, colour]));
}

/** Returns a line for each text of a picture with less contrast than 4.5 (https://www.w3.org/TR/WCAG22/#contrast-minimum). */
export function faintTexts(svg: string): string[] {
    const document = parsePicture(svg);
    const areas = [...document.getElementsByTagName("rect")].filter((area) => area.hasAttribute("class"));
    return schemes.flatMap((scheme) => {
        const colours = coloursOf(svg, scheme);
        return [...document.getElementsByTagName("text")].flatMap((text) => {
            const area =
                areas.findLast((each) => contains(each, text)) ?? assert.fail(`no area of ${text.textContent}`);
            const ground = fillOf(area, colours);
            return [text, ...text.getElementsByTagName("tspan")].flatMap((part) => {
                const ratio = contrast(fillOf(part, colours), ground);
                return ratio >= 4.5 ? [] : [`${scheme}: ${ratio.toFixed(2)}: ${part.textContent}`];
            });
        });
    });
}

/** Returns the colour of an element, from its own classes or those of an element around it. */
function fillOf(element: Element, colours: ReadonlyMap<string, string>): string {
    const fill = (element.getAttribute("class") ?? "").split(" ").map((name) => colours.get(name));
    return fill.findLast((colour) => colour !== undefined) ?? fillOf(element.parentNode as Element, colours);
}

/** Returns true if a text begins in the rectangle, or has its middle there. */
function contains(rectangle: Element, text: Element): boolean {
    const [x, y] = [numberOf(text, "x"), numberOf(text, "y") - 2];
    const [left, top] = [numberOf(rectangle, "x"), numberOf(rectangle, "y")];
    const [right, bottom] = [left + numberOf(rectangle, "width"), top + numberOf(rectangle, "height")];
    return left < x && x < right && top < y && y < bottom;
}

function numberOf(element: Element, attribute: string): number {
    return Number(element.getAttribute(attribute));
}
