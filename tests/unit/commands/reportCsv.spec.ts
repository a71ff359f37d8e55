import assert from "node:assert/strict";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { formatCsv } from "../../../provider/src/commands/reportCsv";
import { entry, reportOf } from "../support/reports";

const header = "kind,identifier,resource,status,outcome,disabledAt,driftCorrected,reason,vaultUrl,note";

/** Reads it strictly: each row has as many cells as the header, each line ends with CR LF. */
function cells(csv: string): Record<string, string>[] {
    return parse(csv, { columns: true, record_delimiter: "\r\n" });
}

describe("a report as CSV", () => {
    it("has a header and a line for each entry", () => {
        assert.equal(
            formatCsv(reportOf([entry(), entry({ kind: "API secret", identifier: "31", driftCorrected: 2 })])),
            `${header}\r\n` +
                "password,312,former-dba,inactive,deactivated,2026-11-24T02:18:53.650Z,0,CHG-2041,https://vault.example.com,\r\n" +
                "API secret,31,former-dba,inactive,deactivated,2026-11-24T02:18:53.650Z,2,CHG-2041,https://vault.example.com,\r\n",
        );
    });

    it("is the header alone where there is nothing", () => {
        assert.equal(formatCsv(reportOf([])), `${header}\r\n`);
    });

    it("quotes commas, quotes and line ends", () => {
        assert.match(formatCsv(reportOf([entry({ reason: 'a, "b"\nc' })])), /,"a, ""b""\nc",/);
    });

    it("defuses what a spreadsheet would take for a formula", () => {
        for (const formula of ["=1+1", "+1", "-1", "@SUM(A1)", "\ta", "\ra", "\na", "＝1", '=HYPERLINK("x","y")']) {
            const [row] = cells(formatCsv(reportOf([entry({ reason: formula, resource: formula })])));
            assert.deepEqual([row?.reason, row?.resource], [`'${formula}`, `'${formula}`]);
        }
    });

    it("defuses what one would take for a formula that parts cells at semicolons or tabs", () => {
        for (const [reason, defused] of [
            ["CHG-1;=1+1", "CHG-1;'=1+1"],
            ['a; "@SUM(A1)"', 'a; "\'@SUM(A1)"'],
            ["a\t+1", "a\t'+1"],
            ["a\n-1", "a\n'-1"],
            ["\t=1", "'\t'=1"],
            [" =1+1", " '=1+1"],
        ] as const) {
            const csv = formatCsv(reportOf([entry({ reason })]));
            assert.equal(cells(csv)[0]?.reason, defused);
            const isPlain = !/[;\t\n]/.test(reason);
            assert.ok(isPlain || csv.includes(`,"${defused.replaceAll('"', '""')}",`), "in quotes, too");
        }
        assert.equal(cells(formatCsv(reportOf([entry({ reason: "a = b; c-d, e@f" })])))[0]?.reason, "a = b; c-d, e@f");
    });

    it("reads back as it was, whatever a reason, a name or a note holds", () => {
        const text = fc.string({ unit: fc.constantFrom(..."=+-@\t\r\n,;\"'a ü😀".split(/(?:)/u)) });
        fc.assert(
            fc.property(fc.array(fc.record({ reason: text, resource: text, note: text })), (specials) => {
                const rows = cells(formatCsv(reportOf(specials.map(entry))));
                assert.equal(rows.length, specials.length);
                for (const [index, special] of specials.entries()) {
                    for (const key of ["reason", "resource", "note"] as const) {
                        const value = rows[index]?.[key] ?? assert.fail();
                        // As a spreadsheet reads them that parts cells there.
                        const read = value.split(/[;\t\r\n]/).map((cell) => cell.replace(/^ *"*/, "")[0] ?? "");
                        assert.ok(!read.some((first) => "=+-@".includes(first || "a")), value);
                        assert.equal(value.replaceAll("'", ""), special[key].replaceAll("'", ""));
                    }
                }
            }),
        );
    });
});
