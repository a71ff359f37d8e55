import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { coloursOf, pictures, readPicture, schemes } from "../support/pictures";
import { inBrowser } from "./support/browser";

inBrowser("a picture in a browser", (open) => {
    for (const path of pictures) {
        const svg = readPicture(path);

        it(`is light or dark as the page around it is, whatever the system is: ${path}`, async () => {
            const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
            for (const scheme of schemes) {
                const ground = coloursOf(svg, scheme).get("ground");
                const html = `<!DOCTYPE html><html style="color-scheme:${scheme}"><p style="background:${ground}">x</p><img src="${source}">`;
                for (const colorScheme of schemes) {
                    const { page } = await open(html, 1200, { colorScheme });
                    const [expected, seen] = await Promise.all(
                        ["p", "img"].map(async (selector) => {
                            const { x = 0, y = 0 } = (await page.locator(selector).boundingBox()) ?? {};
                            // Near the corner there is no text.
                            return page.screenshot({ clip: { x: x + 24, y: y + 4, width: 4, height: 4 } });
                        }),
                    );
                    assert.ok(expected && seen?.equals(expected), `${scheme} on a ${colorScheme} system`);
                }
            }
        });

        it(`shows each text whole, with its spaces, over no other text: ${path}`, async () => {
            const { page } = await open(`<!DOCTYPE html><style>body{margin:0}</style>${svg}`, 1200);
            const { areas, texts } = await layoutOf(page);
            const wrong = texts.filter((one) => {
                const area = areas.findLast(({ left, right, top, bottom }) => {
                    const [x, y] = [(one.left + one.right) / 2, (one.top + one.bottom) / 2];
                    return left < x && x < right && top < y && y < bottom;
                });
                const covered = texts.some(
                    ({ left, right, top }) =>
                        one.left < left && left < one.right - 1 && right > one.left && Math.abs(top - one.top) < 10,
                );
                const isWhole = area !== undefined && area.left + 2 < one.left && one.right < area.right - 2;
                return covered || !isWhole || one.characters !== one.content.length;
            });
            assert.deepEqual(wrong, []);
        });
    }
});

interface Box {
    left: number;
    right: number;
    top: number;
    bottom: number;
}

/** Returns the places of the areas and the texts of the picture on a page, with the characters that the browser draws. */
function layoutOf(page: Page): Promise<{ areas: Box[]; texts: (Box & { content: string; characters: number })[] }> {
    return page.locator("svg").evaluate((picture) => ({
        areas: [...picture.querySelectorAll("rect[rx='6'], rect[rx='8']")].map((area) =>
            area.getBoundingClientRect().toJSON(),
        ),
        texts: [...picture.querySelectorAll("text")].map((text) => ({
            ...text.getBoundingClientRect().toJSON(),
            content: text.textContent,
            characters: text.getNumberOfChars(),
        })),
    }));
}
