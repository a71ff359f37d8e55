import assert from "node:assert/strict";
import { drawingOf } from "../../picture/drawing";
import { inBrowser } from "./support/browser";

const page = `<!DOCTYPE html><style>
body { margin: 0; font: 16px/24px sans-serif; color: rgb(1, 2, 3) }
p { margin: 0; width: 1em; }
code { font-family: monospace; font-size: 13px; color: rgb(4, 5, 6) }
</style><p>one
  two <b>three-</b>four</p><table><tr><td><code>a b</code></td></tr></table>`;

inBrowser("the drawing of a page", (open) => {
    it("has each text once, on its line and in its style", async () => {
        const { texts } = await drawingOf((await open(page, 600)).page);
        assert.deepEqual(
            texts.map(({ text, size, isBold, isCode, colour }) => [text, size, isBold, isCode, colour]),
            [
                ["one", 16, false, false, "rgb(1, 2, 3)"],
                ["two", 16, false, false, "rgb(1, 2, 3)"],
                ["three-", 16, true, false, "rgb(1, 2, 3)"],
                ["four", 16, false, false, "rgb(1, 2, 3)"],
                ["a b", 13, false, true, "rgb(4, 5, 6)"],
            ],
        );
        const baselines = texts.map(({ y }) => y);
        assert.deepEqual(
            baselines.map((y, line) => Math.floor(y / 24) === line),
            [true, true, true, true, true],
            `${baselines}`,
        );
    });

    it("is as wide as the window, with a line below each row of a table", async () => {
        const { width, height, ground, rules } = await drawingOf((await open(page, 600)).page);
        assert.deepEqual([width, ground, rules.length], [600, "rgb(255, 255, 255)", 1]);
        assert.ok((rules[0]?.y ?? 0) > 4 * 24 && (rules[0]?.y ?? 0) <= height, JSON.stringify({ rules, height }));
    });

    it("has another colour of the page where it is dark", async () => {
        const dark = page.replace("body {", "body { color-scheme: dark;");
        const { ground } = await drawingOf((await open(dark, 600, { colorScheme: "dark" })).page);
        assert.notEqual(ground, "rgb(255, 255, 255)");
    });
});
