/** Reads from a browser where a page shows its texts and the lines below its rows, in pixels. */
import type { Page } from "playwright-core";

/** What a page shows. */
export interface Drawing {
    width: number;
    height: number;
    /** The colour of the page. */
    ground: string;
    texts: readonly DrawnText[];
    /** The lines below the rows of tables. */
    rules: readonly { x: number; y: number; width: number }[];
}

/** A text on one line in one style. */
export interface DrawnText {
    text: string;
    /** The left end of its baseline. */
    x: number;
    y: number;
    width: number;
    size: number;
    isBold: boolean;
    isCode: boolean;
    colour: string;
}

/** Returns what a page shows. The function in `evaluate` runs in the page, whose types the project does not load. */
export function drawingOf(page: Page): Promise<Drawing> {
    return page.locator("body").evaluate((body): Drawing => {
        const { document, getComputedStyle } = body.ownerDocument.defaultView;
        const { width, height } = document.documentElement.getBoundingClientRect();
        const canvas = document.createElement("canvas").getContext("2d");
        const sample = document.createElement("i");
        sample.style.background = "Canvas";
        body.append(sample);
        const ground = getComputedStyle(sample).backgroundColor;
        sample.remove();

        const texts: DrawnText[] = [];
        const walker = document.createTreeWalker(body, 4);
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
            const style = getComputedStyle(node.parentElement);
            canvas.font = style.font;
            const range = document.createRange();
            let line: DrawnText | undefined;
            // A line can break at a space, at a hyphen or within a word.
            for (const { 0: character, index } of node.data.matchAll(/\S/gu)) {
                range.setStart(node, index);
                range.setEnd(node, index + character.length);
                const { left, right, bottom } = range.getBoundingClientRect();
                const y = bottom - canvas.measureText(character).fontBoundingBoxDescent;
                if (line?.y === y) {
                    line.text += /\s/.test(node.data.charAt(index - 1)) ? ` ${character}` : character;
                    line.width = right - line.x;
                    continue;
                }
                line = {
                    text: character,
                    x: left,
                    y,
                    width: right - left,
                    size: Number.parseFloat(style.fontSize),
                    isBold: Number(style.fontWeight) >= 600,
                    isCode: style.fontFamily.includes("monospace"),
                    colour: style.color,
                };
                texts.push(line);
            }
        }
        const rows: { getBoundingClientRect(): { left: number; bottom: number; width: number } }[] = [
            ...body.querySelectorAll("tr"),
        ];
        const rules = rows.map((row) => {
            const { left, bottom, width: length } = row.getBoundingClientRect();
            return { x: left, y: bottom, width: length };
        });
        return { width, height, ground, texts, rules };
    });
}
