import assert from "node:assert/strict";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { formatCsv } from "../../../provider/src/commands/reportCsv";
import { entry, reportOf } from "../support/reports";

const header =
    "kind,identifier,name,resource,status,outcome,disabledAt,lastDisabledAt,driftCorrections,reason,vaultUrl,note";

/** Parses CSV strictly, with equal numbers of cells and CR LF at the end of each line. */
function parseCsv(csv: string): Record<string, string>[] {
    return parse(csv, { columns: true, record_delimiter: "\r\n" });
}

/** Returns the cell of an entry with this reason, after a strict reader has removed the quotes. */
function reasonCell(reason: string): string | undefined {
    return parseCsv(formatCsv(reportOf([entry({ reason })])))[0]?.reason;
}

describe("a report as CSV", () => {
    it("has a header and a line for each entry", () => {
        const again = { driftCorrections: 2, lastDisabledAt: "2026-11-30T04:00:12Z" };
        const apiSecret = entry({ kind: "API secret", identifier: 31, name: "", ...again });
        assert.equal(
            formatCsv(reportOf([entry(), apiSecret])),
            `${header}\r\n` +
                'password,312,"Oracle production, former DBA (m.souza)",former-dba,inactive,deactivated,2026-11-24T02:18:53Z,,0,CHG-2041,https://vault.example.com,\r\n' +
                "API secret,31,,former-dba,inactive,deactivated,2026-11-24T02:18:53Z,2026-11-30T04:00:12Z,2,CHG-2041,https://vault.example.com,\r\n",
        );
    });

    it("is the header alone for a report without entries", () => {
        assert.equal(formatCsv(reportOf([])), `${header}\r\n`);
    });

    it("quotes commas, quotes and line breaks", () => {
        assert.match(formatCsv(reportOf([entry({ reason: 'a, "b"\nc' })])), /,"a, ""b""\nc",/);
    });

    it("quotes semicolons and tabs, which some spreadsheets split at", () => {
        assert.match(
            formatCsv(reportOf([entry({ reason: "a;b" }), entry({ reason: "a\tb" })])),
            /,"a;b",[\s\S]*,"a\tb",/,
        );
    });

    for (const formula of [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "%1",
        "|1",
        "＝1",
        "＋1",
        "－1",
        "＠A1",
        "﹦1",
        "⁺1",
        "₋1",
        "﬩1",
        '"=1',
        "\ta",
        "\ra",
        "\na",
    ]) {
        it(`puts an apostrophe in front of a formula: ${JSON.stringify(formula)}`, () => {
            assert.equal(reasonCell(formula), `'${formula}`);
        });
    }

    for (const [name, character] of Object.entries({
        "no-break space": "\u00a0",
        "zero-width space": "\u200b",
        "ideographic space": "\u3000",
        NUL: "\0",
        "byte order mark": "\ufeff",
        "soft hyphen": "\u00ad",
        "word joiner": "\u2060",
        "right-to-left mark": "\u200f",
        "Hangul filler": "\u3164",
        "variation selector": "\ufe0f",
        "Braille blank": "\u2800",
        "tag space": "\u{e0020}",
    })) {
        it(`puts an apostrophe in front of a formula behind an invisible character: ${name}`, () => {
            assert.equal(reasonCell(`${character}${character}=1+1`), `'${character}${character}=1+1`);
        });
    }

    for (const [reason, expected] of [
        ["CHG-1;=1+1", "CHG-1;'=1+1"],
        ['a; "@SUM(A1)"', 'a;\' "@SUM(A1)"'],
        ["a\t+1", "a\t'+1"],
        ["a\n-1", "a\n'-1"],
        ["\t=1", "'\t'=1"],
        ["a|=1", "a|'=1"],
        ["a =1+1", "a '=1+1"],
        ["  =1+1", "'  '=1+1"],
        ['a \0"=1', "a '\0\"=1"],
    ] as const) {
        it(`puts an apostrophe where a spreadsheet splits a text: ${JSON.stringify(reason)}`, () => {
            assert.equal(reasonCell(reason), expected);
        });
    }

    it("puts an apostrophe in front of a formula in a name from the vault", () => {
        assert.equal(parseCsv(formatCsv(reportOf([entry({ name: "=1+1 (m.souza)" })])))[0]?.name, "'=1+1 (m.souza)");
    });

    it("leaves a text with the same characters in other places unchanged", () => {
        for (const reason of ["a = b; c-d, e@f", "ask @maria, +2 more --force"]) {
            assert.equal(reasonCell(reason), reason);
        }
    });

    it("defuses all that csv-stringify defuses", () => {
        const texts = Array.from({ length: 0xd800 }, (_, code) => `${String.fromCharCode(code)}1`);
        texts.push(...Array.from({ length: 0x2000 }, (_, code) => `${String.fromCharCode(0xe000 + code)}1`));
        const defuses = (cell: string | undefined, index: number) => cell === `'${texts[index]}`;
        const others = parse(
            stringify(
                texts.map((text) => [text]),
                { escape_formulas: true },
            ),
        ).map(([cell]) => cell);
        const ours = parseCsv(formatCsv(reportOf(texts.map((reason) => entry({ reason }))))).map(
            ({ reason }) => reason,
        );
        const known = texts.filter((_, index) => defuses(others[index], index));
        assert.ok(known.length > 5);
        assert.deepEqual(
            known.filter((text) => !defuses(ours[texts.indexOf(text)], texts.indexOf(text))),
            [],
        );
    });

    it("preserves any text apart from apostrophes, and starts no cell with a formula", () => {
        const text = fc.string({ unit: fc.constantFrom(..."=+-@\t\r\n,;|\"'a ü\u00a0\u200b😀".split(/(?:)/u)) });
        fc.assert(
            fc.property(text, (reason) => {
                const cell = reasonCell(reason) ?? assert.fail();
                assert.equal(cell.replaceAll("'", ""), reason.replaceAll("'", ""));
                for (const part of cell.split(/[;|\t\r\n]/)) {
                    assert.doesNotMatch(part, /^["\s\u00a0\u200b]*[=+\-@]/);
                }
            }),
        );
    });
});
