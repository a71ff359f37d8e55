import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { ReportEntry } from "../../provider/src/commands/report";
import { columns } from "../../provider/src/commands/report";
import { formatHtml } from "../../provider/src/commands/reportHtml";
import { entry, reportOf } from "../unit/support/reports";
import { inBrowser } from "./support/browser";
import { everyKind, secretReasons } from "./support/reports";

const outside = "https://outside.example.com/";
/** Texts that send a request, open a dialog or change the page where a browser reads them as HTML. */
const harms = [
    "<script>console.log('ran')</script>",
    "<img src=x onerror=\"alert('ran')\">",
    "\"><svg onload='console.log(1)'>",
    "' onmouseover='alert(1)' x='",
    "</td></tr></table><iframe src='javascript:console.log(1)'></iframe>",
    `</title></style><link rel=stylesheet href='${outside}link'>`,
    `<style>@import '${outside}import'; body { background: url(${outside}style) }</style>`,
    `<meta http-equiv=refresh content='0;url=${outside}'>`,
    `<body onload='fetch("${outside}fetch")'>`,
    "<!--",
    "&lt;script&gt; &amp;#39; &nbsp;",
];
const policy = /<meta http-equiv="Content-Security-Policy".*>\n/;

/** Returns the page without its content security policy, so that only escaping protects it. */
function withoutPolicy(html: string): string {
    assert.match(html, policy);
    return html.replace(policy, "");
}

/** Waits until the page is idle. */
async function settled(page: Page): Promise<void> {
    await page.mouse.move(200, 300);
    await page.waitForLoadState("networkidle");
}

inBrowser("a report's page with malicious texts", (open) => {
    it("shows them unchanged and runs none of them, with and without its policy", async () => {
        const hostile = harms.map((harm) => {
            const texts = Object.fromEntries(columns.map((column) => [column, `${column} ${harm}`]));
            return texts as unknown as ReportEntry;
        });
        const html = formatHtml(reportOf(hostile, { stack: harms.join(" "), project: harms.join(" ") }));
        const plain = await open(
            formatHtml(reportOf(harms.map((_, index) => entry({ note: "a note", vaultUrl: `vault ${index}` })))),
            1280,
        );
        const elements = await plain.page.locator("body *").count();
        for (const guarded of [html, withoutPolicy(html)]) {
            const { page, events } = await open(guarded, 1280);
            await settled(page);
            assert.deepEqual(events, []);
            assert.equal(await page.locator("body *").count(), elements);
            assert.equal(await page.locator("h1").textContent(), `Disabled in MySafe by stack ${harms.join(" ")}`);
            assert.equal(await page.title(), `Disabled in MySafe by stack ${harms.join(" ")}`);
            const cells = await page.locator("tbody td:nth-child(6)").allTextContents();
            assert.deepEqual(
                cells,
                harms.map((harm) => `resource ${harm}`),
            );
        }
    });

    it("runs no script and sends no request even if a text became an element", async () => {
        const hostile = `<script>console.log("ran")</script><img src="${outside}image" onerror="console.log('ran')">
<link rel="stylesheet" href="${outside}link"><iframe src="${outside}frame"></iframe>
<style>@import "${outside}import"; h1 { background: url(${outside}style) }</style>`;
        const html = formatHtml(everyKind()).replace("<h1>", `${hostile}<h1>`);
        const load = async (guarded: string) => {
            const { page, events } = await open("", 1280);
            const requested: string[] = [];
            // The policy stops a request before this route receives it.
            await page.route(`${outside}**`, (route) => {
                requested.push(route.request().url().slice(outside.length));
                return route.abort();
            });
            events.length = 0;
            await page.setContent(guarded);
            await settled(page);
            return { requested: requested.sort(), ran: events.includes("logged ran") };
        };
        assert.deepEqual(await load(withoutPolicy(html)), {
            requested: ["frame", "image", "import", "link", "style"],
            ran: true,
        });
        assert.deepEqual(await load(html), { requested: [], ran: false });
    });

    it("contains no secret reason, visible or hidden", async () => {
        const { page } = await open(formatHtml(everyKind()), 1280);
        assert.equal(await page.getByRole("cell", { name: "[secret]", exact: true }).count(), secretReasons.length);
        const content = await page.content();
        for (const secret of secretReasons) {
            assert.ok(!content.includes(secret), secret);
        }
    });
});
