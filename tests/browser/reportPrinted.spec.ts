import assert from "node:assert/strict";
import { formatHtml } from "../../provider/src/commands/reportHtml";
import { entry, reportOf } from "../unit/support/reports";
import { inBrowser } from "./support/browser";
import { print, type Sheet } from "./support/printed";

const headings = "Password Status First result Confirmed (UTC) Disabled again (UTC) Declared as Reason";
/** The margin of the style sheet, in points. */
const margin = (12 / 25.4) * 72;
/** Entries of one to about ten lines. */
const many = Array.from({ length: 120 }, (_, index) => {
    const reason = `begin${index} ${"as was asked for in a change ".repeat((index % 7) * 3)}end${index}`;
    return entry({ identifier: 1000 + index, name: "VPN (m.souza)", resource: `entry${index}`, reason });
});
const html = formatHtml(reportOf(many));

/** Fails if a text is outside the margins or too small. */
function assertWhole(sheets: Sheet[]): void {
    for (const { width, height, pieces } of sheets) {
        for (const { str, x, y, width: length, fontSize } of pieces) {
            assert.ok(x >= margin - 1 && x + length <= width - margin + 1, `${str} at ${x} to ${x + length}`);
            assert.ok(y > 0 && y < height - margin, `${str} at ${y}`);
            assert.ok(fontSize > 7.9, `${str} in ${fontSize} points`);
        }
    }
}

/** Counts a part in a text. */
const times = (text: string, part: string) => text.split(part).length - 1;

inBrowser("a report's page on paper", (open) => {
    it("is in landscape, with the headings and the page number on each page", async () => {
        const sheets = await print((await open(html, 1280)).page);
        assert.ok(sheets.length > 5, `${sheets.length}`);
        for (const [index, { width, height, text, pieces }] of sheets.entries()) {
            assert.ok(width > height, `${width} x ${height}`);
            assert.equal(times(text, headings), 1, text);
            assert.equal(times(text, `${index + 1} / ${sheets.length} `), 1, text);
            const number = pieces.find(({ str }) => str === `${index + 1} / ${sheets.length}`);
            assert.ok(number && number.y < margin && number.x > width / 2, JSON.stringify(number));
        }
    });

    it("has each entry once, on one page, with all columns", async () => {
        const sheets = await print((await open(html, 1280)).page);
        assertWhole(sheets);
        for (const { identifier, name, resource, reason } of many) {
            const [begin = "", end = ""] = [reason.split(" ")[0], reason.split(" ").at(-1)];
            const row = `${identifier} ${name} inactive disabled by this stack 2026-11-24 02:18:53 ${resource} ${begin} `;
            const counts = sheets.map(({ text }) => [row, ` ${end} `].map((part) => times(text, part)));
            assert.deepEqual(
                counts.filter(([begins, ends]) => begins !== 0 || ends !== 0),
                [[1, 1]],
                row,
            );
        }
    });

    it("is the same from a narrow window, which shows cards", async () => {
        const [wide, narrow] = await Promise.all(
            [1280, 360].map(async (width) => (await print((await open(html, width)).page)).map(({ text }) => text)),
        );
        assert.deepEqual(narrow, wide);
    });

    it("truncates no text, even one that is longer than a page", async () => {
        const special = [
            { reason: "x".repeat(2000), resource: "y".repeat(300), name: "m".repeat(400) },
            { reason: "z".repeat(20_000), note: "q".repeat(500) },
            {
                reason: `https://wiki.example.com/${"k".repeat(500)}`,
                vaultUrl: `https://${"w".repeat(300)}.example.com`,
            },
            { status: "not disabled" as const, outcome: "already-inactive", identifier: 4294967295 },
        ];
        const { page } = await open(formatHtml(reportOf(special.map(entry))), 1280);
        const sheets = await print(page);
        assertWhole(sheets);
        const text = sheets.map((sheet) => sheet.text).join(" ");
        const letters = { x: 2000, y: 300, m: 400, z: 20_000, q: 500, k: 500 };
        for (const [letter, count] of Object.entries(letters)) {
            const found = text.match(new RegExp(`${letter}{2,}`, "g")) ?? [];
            assert.equal(found.join("").length, count, letter);
        }
    });
});
