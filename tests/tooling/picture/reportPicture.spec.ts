import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { steadyReport } from "../../../picture/steadyReport";
import { formatHtml } from "../../../provider/src/commands/reportHtml";
import { parsePicture, readPicture } from "../../support/pictures";
import { entry, reportOf } from "../../unit/support/reports";

const root = join(__dirname, "..", "..", "..");

describe("the report in a picture", () => {
    it("has the same times and the same vault in each run", () => {
        const runs = [1, 2].map((run) => {
            const at = `2026-11-2${run}T02:18:5${run}Z`;
            const first = entry({ disabledAt: at, vaultUrl: `http://127.0.0.1:800${run}` });
            const entries = [first, { ...first, lastDisabledAt: at }, entry({ disabledAt: "", vaultUrl: "" })];
            return steadyReport(reportOf(entries, { savedAt: at, madeAt: at }));
        });
        assert.deepEqual(runs[0], runs[1]);
        assert.doesNotMatch(JSON.stringify(runs), /127\.0\.0\.1|2026-11-2[12]/);
    });

    it("keeps what is empty and everything else", () => {
        const before = reportOf([entry({ disabledAt: "", vaultUrl: "", note: "look here" })], { savedAt: "" });
        const { madeAt: _, ...after } = steadyReport(before);
        const { madeAt: _madeAt, ...expected } = before;
        assert.deepEqual(after, expected);
    });
});

describe("docs/report.svg", () => {
    const document = parsePicture(readPicture("docs/report.svg"));
    const shown = [...document.getElementsByTagName("text")].map(({ textContent }) => textContent).join(" ");

    it("has all headings, counts and terms of today's page", () => {
        const page = formatHtml(reportOf([entry()]));
        const fixed = [...page.matchAll(/<(th scope="col"|dt|dd|caption)>([^<]+)</g)].map(([, , text]) => text ?? "");
        const labels = [...page.matchAll(/<li.*<\/b> ([^<]+)<\/li>/g)].slice(1).map(([, label]) => label ?? "");
        assert.ok(fixed.length > 15 && labels.length === 4, `${[fixed.length, labels.length]}`);
        for (const text of [...fixed, ...labels]) {
            assert.ok(shown.includes(text), `${text} is not in the picture: run \`npm run picture\``);
        }
    });

    it("shows what `npm run picture` declares, with a drift correction and a missing password", () => {
        const program = readFileSync(join(root, "picture", "reportProgram", "index.ts"), "utf8");
        const identifiers = program.match(/\b\d{3}\b/g) ?? [];
        assert.equal(identifiers.length, 5);
        for (const part of [...identifiers, "CHG-2041", "(m.souza)", "missing", "once", "inactive before"]) {
            assert.ok(shown.includes(part), part);
        }
    });
});
