/**
 * Measures the position and colour of texts in a browser. The functions in `evaluate` run in the page. They have no
 * types here, because the project does not load those of browsers.
 */
import type { Page } from "playwright-core";

/** The colour of a text and of its background, as computed by the browser. */
export interface Ink {
    text: string;
    color: string;
    ground: string;
}

/** Returns the colours of all visible texts, including those that the style sheet adds. */
export function inksOf(page: Page): Promise<Ink[]> {
    return page.locator("body").evaluate((body) => {
        const { document, getComputedStyle } = body.ownerDocument.defaultView;
        const canvas = document.createElement("i");
        canvas.style.background = "Canvas";
        body.append(canvas);
        const paper = getComputedStyle(canvas).backgroundColor;
        canvas.remove();
        const inks: Ink[] = [];
        for (const element of body.querySelectorAll("*")) {
            let ground = paper;
            for (let at = element; at !== null && ground === paper; at = at.parentElement) {
                const { backgroundColor } = getComputedStyle(at);
                ground = backgroundColor === "rgba(0, 0, 0, 0)" ? paper : backgroundColor;
            }
            const label = getComputedStyle(element, "::before");
            for (const node of element.checkVisibility() ? element.childNodes : []) {
                if (node.nodeType === 3 && node.data.trim() !== "") {
                    inks.push({ text: node.data, color: getComputedStyle(element).color, ground });
                }
            }
            if (element.checkVisibility() && label.content !== "none") {
                inks.push({ text: label.content, color: label.color, ground });
            }
        }
        return inks;
    });
}

/** Returns the starts of texts that overflow their boxes or the window. */
export function outOfPlace(page: Page): Promise<string[]> {
    return page.locator("html").evaluate((html) => {
        const found: string[] = html.scrollWidth > html.clientWidth ? [`the page is ${html.scrollWidth} wide`] : [];
        for (const box of html.querySelectorAll("h1, p, li, caption, th, td, dt, dd")) {
            const { left, right } = box.getBoundingClientRect();
            const range = html.ownerDocument.createRange();
            range.selectNodeContents(box);
            for (const text of range.getClientRects()) {
                const [from, to] = [Math.max(left, 0) - 1, Math.min(right, html.clientWidth) + 1];
                if (text.left < from || text.right > to) {
                    found.push(`${box.textContent.slice(0, 40)} at ${text.left} to ${text.right}`);
                }
            }
        }
        return found;
    });
}
