/** Opens pages in a Chromium of this machine, each as a file, as someone opens a report that was sent to them. */
import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { findChromium } from "../../support/chromium";
import { missing } from "../../support/missing";
import { temporaryFolder } from "../../support/packedProject";

/** A page that is shown. */
export interface Opened {
    page: Page;
    /** What it did beside being shown: requests, console messages, errors, dialogs, windows; a line each. */
    events: string[];
}

/** Opens a page of its own profile in a window of this width; it is closed after the test. */
export type Open = (html: string, width: number, options?: BrowserContextOptions) => Promise<Opened>;

const found = findChromium();
let isReported = false;

/** Tests with a browser, started once for all of them; what {@link missing} says where there is none is said once. */
export function inBrowser(title: string, declareTests: (open: Open) => void): void {
    const { executablePath, refused } = found;
    if (refused !== undefined) {
        if (!isReported) {
            missing("pages in a browser", refused);
        }
        isReported = true;
        return;
    }
    describe(title, function () {
        this.timeout(60_000);
        let browser: Browser;
        before(async () => {
            assert.ok(existsSync(executablePath), `CHROMIUM names ${executablePath}, and that is not there`);
            // Chromium's sandbox is off, as Playwright has it by default: root has none, nor have many containers.
            browser = await chromium.launch({ executablePath, timeout: 30_000 });
        });
        afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
        after(() => browser?.close());
        declareTests(async (html, width, options) => {
            // A telephone's browser makes a page narrow only where the page allows it.
            const isMobile = width < 500;
            const page = await browser.newPage({ viewport: { width, height: 800 }, isMobile, ...options });
            const file = join(temporaryFolder("page"), "report.html");
            writeFileSync(file, html);
            const { href } = pathToFileURL(file);
            const events = recordEvents(page, href);
            await page.goto(href);
            return { page, events };
        });
    });
}

function recordEvents(page: Page, href: string): string[] {
    const events: string[] = [];
    page.on("request", (request) => {
        if (request.url() !== href) {
            events.push(`asked for ${request.url()}`);
        }
    });
    page.on("console", (message) => events.push(`logged ${message.text()}`));
    page.on("pageerror", (error) => events.push(`threw ${error}`));
    page.on("popup", (popup) => events.push(`opened ${popup.url()}`));
    page.on("dialog", (dialog) => {
        events.push(`showed ${dialog.message()}`);
        return dialog.dismiss();
    });
    return events;
}
