/** Reads the sheets that a browser prints of a page. */
import type { Page } from "playwright-core";
import { extractTextItems, getDocumentProxy } from "unpdf";

/** A sheet in points of 1/72 inch. */
export interface Sheet {
    width: number;
    height: number;
    /** Its text with single spaces. The rows come in order, and repeated headings after them. */
    text: string;
    /** The pieces of text. `x` and `y` are the distance of their lower left corner from that of the sheet. */
    pieces: { str: string; x: number; y: number; width: number; fontSize: number }[];
}

/** Prints a page in the paper size and orientation of its style sheet. */
export async function print(page: Page): Promise<Sheet[]> {
    const pdf = await getDocumentProxy(new Uint8Array(await page.pdf({ preferCSSPageSize: true })));
    const { items } = await extractTextItems(pdf);
    const sheets = await Promise.all(
        items.map(async (all, index): Promise<Sheet> => {
            const { width, height } = (await pdf.getPage(index + 1)).getViewport({ scale: 1 });
            // Separate lines need a space between them. Within a line the spaces are pieces.
            const text = all.map(({ str, y }, at) => (all[at + 1]?.y === y ? str : `${str} `)).join("");
            const pieces = all.filter(({ str }) => str.trim() !== "");
            return { width, height, text: text.replaceAll(/\s+/g, " "), pieces };
        }),
    );
    await pdf.destroy();
    return sheets;
}
