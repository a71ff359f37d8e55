/** Opens pages in a Chromium of this machine, as a user opens a report from a file. */
import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { findChromium } from "../../support/chromium";
import { missing } from "../../support/missing";
import { temporaryFolder } from "../../support/packedProject";

/** An open page. */
export interface Opened {
    page: Page;
    /** Its requests, console messages, errors, dialogs and windows, one line each. */
    events: string[];
}

/** Opens a page with a new profile in a window of this width. `afterEach` closes it. */
export type Open = (html: string, width: number, options?: BrowserContextOptions) => Promise<Opened>;

const found = findChromium();
let isReported = false;

/** Declares a suite with one browser. Without a browser, it reports that once by {@link missing}. */
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
            // Playwright turns Chromium's sandbox off by default, because root and many containers have none.
            browser = await chromium.launch({ executablePath, timeout: 30_000 });
        });
        afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
        after(() => browser?.close());
        declareTests(async (html, width, options) => {
            // A mobile browser uses the narrow layout only if the page allows it.
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
