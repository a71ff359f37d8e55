import assert from "node:assert/strict";
import { formatHtml } from "../../provider/src/commands/reportHtml";
import { contrast } from "../support/contrast";
import { entry, reportOf } from "../unit/support/reports";
import { inBrowser } from "./support/browser";
import { inksOf, outOfPlace } from "./support/looks";
import { everyKind } from "./support/reports";

const headings = [
    "Entry",
    "Status",
    "First result",
    "Confirmed (UTC)",
    "Disabled again (UTC)",
    "Declared as",
    "Reason",
];
/** Window widths with a table and with cards, on both sides of the limit. */
const [wide, narrow] = [
    [1057, 1280, 1920],
    [320, 375, 800, 1056],
];
const many = Array.from({ length: 120 }, (_, index) =>
    entry({ identifier: index + 1, kind: index === 0 ? "note" : "password" }),
);

inBrowser("a report's page in a browser", (open) => {
    it("sends no request, logs nothing and opens nothing", async () => {
        for (const width of [1280, 360]) {
            const { page, events } = await open(formatHtml(everyKind()), width);
            await page.mouse.wheel(0, 1000);
            await page.waitForLoadState("networkidle");
            assert.deepEqual(events, []);
        }
    });

    it("has a language, a title, and headings of rows and columns for a screen reader", async () => {
        const { page } = await open(formatHtml(everyKind()), 1280);
        assert.equal(await page.title(), "Disabled in MySafe by stack dev");
        assert.equal(await page.locator("html").getAttribute("lang"), "en");
        assert.equal(await page.getByRole("heading", { level: 1, name: await page.title(), exact: true }).count(), 1);
        const table = page.getByRole("table", { name: "Entries managed by this stack", exact: true });
        assert.deepEqual(await table.getByRole("columnheader").allTextContents(), headings);
        assert.deepEqual(
            await table.getByRole("rowheader").allTextContents(),
            everyKind().entries.map(({ kind, identifier, name }) => `${kind} ${identifier} ${name}`.trim()),
        );
        assert.equal(await page.getByRole("listitem").count(), 5);
    });

    it("shows a table within a wide window, with the headings above their columns", async () => {
        for (const width of wide) {
            const { page } = await open(formatHtml(everyKind()), width);
            assert.deepEqual(await outOfPlace(page), [], `${width}`);
            const [heads, cells] = await Promise.all(
                ["thead th", "tbody tr:first-child > *"].map((selector) =>
                    page.locator(selector).evaluateAll((all) => all.map((each) => each.getBoundingClientRect().left)),
                ),
            );
            assert.equal(heads?.length, headings.length);
            assert.deepEqual(cells, heads);
        }
    });

    it("keeps the headings and the line below them visible while the reader scrolls", async () => {
        const { page } = await open(formatHtml(reportOf(many)), 1280);
        await page.locator("tbody tr").last().scrollIntoViewIfNeeded();
        for (const heading of headings) {
            const head = page.getByRole("columnheader", { name: heading, exact: true });
            const { x, y, height } = (await head.boundingBox()) ?? assert.fail(heading);
            assert.ok(y >= 0 && y < 50, `${y}`);
            // The heading covers the row that scrolled below it.
            const point = { x: x + 10, y: y + height - 2 };
            const seen = await head.evaluate((element, at) => {
                return element.ownerDocument.elementFromPoint(at.x, at.y).textContent;
            }, point);
            assert.equal(seen, heading);
            // At the left, where no text is, the line differs from the background above it.
            const shot = (top: number) => page.screenshot({ clip: { x, y: top, width: 4, height: 3 } });
            assert.ok(!(await shot(y + height - 2)).equals(await shot(y + 1)), `no line below ${heading}`);
        }
    });

    it("shows a card for each entry in a narrow window, with a heading on each line", async () => {
        for (const width of narrow) {
            const { page } = await open(formatHtml(everyKind()), width);
            assert.deepEqual(await outOfPlace(page), [], `${width}`);
            assert.equal(await page.getByRole("columnheader").count(), 0);
            const lines = {
                Entry: "password 341 Payroll (hr-admin)",
                Status: "inactive",
                "First result": "disabled by this stack",
                "Confirmed (UTC)": "2026-11-24 02:18:53",
                "Disabled again (UTC)": "2026-11-30 04:00:12 2 times",
                "Declared as": "payroll",
                Reason: "[secret]",
            };
            const card = page.getByRole("row").filter({ hasText: "Payroll" });
            let below = (await card.boundingBox())?.y ?? assert.fail("no card");
            for (const [heading, value] of Object.entries(lines)) {
                const role = heading === "Entry" ? "rowheader" : "cell";
                const line = card.getByRole(role, { name: `${heading} ${value}`, exact: true });
                const { y, height } = (await line.boundingBox()) ?? assert.fail(`${heading} ${value}`);
                assert.ok(y >= below - 1, `${heading} at ${y}, below ${below}`);
                below = y + height;
            }
            const cards = page.locator("tbody tr").filter({ visible: true });
            const boxes = await cards.evaluateAll((all) => all.map((each) => each.getBoundingClientRect()));
            assert.equal(boxes.length, everyKind().entries.length);
            const apart = boxes.slice(1).map(({ top }, index) => top - boxes[index].bottom);
            assert.ok(Math.min(...apart) >= 8, `${apart}`);
            // On each line of a card, the value begins after the heading's column.
            const gaps = await page.locator("tbody tr > :not(:empty)").evaluateAll((cells) =>
                cells.map((cell) => {
                    const range = cell.ownerDocument.createRange();
                    range.selectNodeContents(cell);
                    return range.getBoundingClientRect().left - cell.getBoundingClientRect().left;
                }),
            );
            assert.ok(Math.min(...gaps) >= 10 * 16, `${Math.min(...gaps)}`);
        }
    });

    it("has readable contrast in light and dark, in wide and narrow windows and on paper", async () => {
        for (const colorScheme of ["light", "dark"] as const) {
            for (const [width, media] of [[1280], [360], [1280, "print"]] as const) {
                const { page } = await open(formatHtml(everyKind()), width, { colorScheme });
                await page.emulateMedia({ media: media ?? "screen" });
                const inks = await inksOf(page);
                const isDark = colorScheme === "dark" && media !== "print";
                for (const { text, color, ground } of inks) {
                    const on = media === "print" ? "rgb(255, 255, 255)" : ground;
                    const ratio = contrast(color, on);
                    assert.ok(ratio >= 4.5, `${ratio.toFixed(2)}: ${text}, ${color} on ${on} in ${colorScheme}`);
                    assert.equal(contrast(ground, "rgb(0, 0, 0)") < 2, isDark, `${text} on ${ground}`);
                }
                // Normal text, secondary text and a warning have three colours.
                const inkOf = (part: string) =>
                    inks.find(({ text }) => text.includes(part))?.color ?? assert.fail(part);
                const [usual, soft, bad] = ["former-dba", "disabled by this stack", "re-enabled in"].map(inkOf);
                assert.equal(new Set([usual, soft, bad]).size, 3);
                assert.deepEqual(["not confirmed", "not confirmed inactive"].map(inkOf), [bad, bad]);
            }
        }
    });

    it("stays within its window with texts of any length and script", async () => {
        const url = `https://wiki.example.com/${"incidents/".repeat(30)}?${"a=b&".repeat(50)}`;
        const special = [
            { reason: "x".repeat(2000) },
            { reason: url, note: "y".repeat(500), vaultUrl: `https://${"vault.".repeat(40)}example.com` },
            { reason: `${"הסיבה היא CHG-2041, ".repeat(20)}${"ة".repeat(300)}`, resource: "متغير" },
            { reason: "👩‍👩‍👧‍👦".repeat(200), resource: "🔑".repeat(100) },
            { name: `${"Oracle-production-".repeat(20)} (${"u".repeat(200)})` },
            { name: "שם של סיסמה ".repeat(20), note: `\`${"pulumi up ".repeat(50)}\`` },
            { resource: `former-${"dba".repeat(100)}`, identifier: "[secret]", kind: "API secret" as const },
            { status: "not disabled" as const, outcome: "already-inactive", identifier: 4294967295 },
            { reason: `${"漢字".repeat(300)}\n${"word ".repeat(300)}` },
        ];
        const page = formatHtml(reportOf(special.map(entry), { stack: "s".repeat(100), project: "p".repeat(100) }));
        for (const width of [...wide, ...narrow]) {
            const opened = await open(page, width);
            assert.deepEqual(await outOfPlace(opened.page), [], `${width}`);
            assert.equal(await opened.page.locator("tbody tr").filter({ visible: true }).count(), special.length);
        }
    });
});
