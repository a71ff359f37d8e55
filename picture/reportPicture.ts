/**
 * Draws the page of a report into `docs/report.svg`. The report is of a real run of `picture/reportProgram`, with a
 * simulated vault in which somebody re-enables one password and removes another.
 */
import { chromium } from "playwright-core";
import type { Engine } from "../engine/engine";
import { makeReport, type Report } from "../provider/src/commands/report";
import { formatHtml } from "../provider/src/commands/reportHtml";
import { readStackState } from "../provider/src/commands/stackState";
import { findChromium } from "../tests/support/chromium";
import { type Drawing, drawingOf } from "./drawing";
import { drawingSvg } from "./drawingSvg";
import { type PictureRun, withPictureRun } from "./pictureRun";
import { steadyReport } from "./steadyReport";
import { writePicture } from "./writePicture";

/** Wide enough for the page's table, and narrow enough to read it on a page of documentation. */
const width = 1100;
/** A font of the width of most system fonts. The picture's texts keep the widths that they have in it. */
const font = "html{font-size:17px}body{font-family:'DejaVu Sans Condensed',system-ui,sans-serif}";

/** Writes the picture. @throws Error if there is no Chromium, or if the picture contains a detail of this run. */
export async function drawReport(engine: Engine): Promise<void> {
    const { executablePath, refused } = findChromium();
    if (refused !== undefined) {
        throw new Error(
            `the report's page cannot be drawn\nCause: ${refused}.\n` +
                "Solution: install Chromium, or set the variable CHROMIUM to its path, then run again.",
        );
    }
    const program = { program: "reportProgram", name: "chg-2041", simulator: { listInactive: true } };
    await withPictureRun(engine, program, async (run) => {
        const report = steadyReport(await reportOf(run));
        const svg = drawingSvg("The page of a report", await drawPage(formatHtml(report), executablePath));
        writePicture("report.svg", svg, run.details());
    });
}

/** Returns the report after a first up, a drift with its correction, and the removal of a password in the vault. */
async function reportOf({ stack, vault }: PictureRun): Promise<Report> {
    await stack.expect(["up", "--yes", "--skip-preview"]);
    vault.setActive(313, true);
    await stack.expect(["up", "--yes", "--refresh", "--skip-preview"]);
    vault.removePassword(315);
    await stack.expect(["refresh", "--yes", "--skip-preview"]);
    const { stdout } = await stack.expect(["stack", "export"]);
    return makeReport(readStackState(stdout, "the stack"), new Date().toISOString());
}

/** Returns what a browser shows of a page in light and in dark. */
async function drawPage(html: string, executablePath: string): Promise<{ light: Drawing; dark: Drawing }> {
    const browser = await chromium.launch({ executablePath });
    try {
        const draw = async (colorScheme: "light" | "dark") => {
            const page = await browser.newPage({ viewport: { width, height: 600 }, colorScheme });
            await page.setContent(html);
            await page.addStyleTag({ content: font });
            return drawingOf(page);
        };
        return { light: await draw("light"), dark: await draw("dark") };
    } finally {
        await browser.close();
    }
}
