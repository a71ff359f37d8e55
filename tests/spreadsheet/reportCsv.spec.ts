import assert from "node:assert/strict";
import { formatCsv } from "../../provider/src/commands/reportCsv";
import { findLibreOffice } from "../support/libreOffice";
import { missing } from "../support/missing";
import { entry, reportOf } from "../unit/support/reports";
import { openCsv } from "./support/spreadsheet";

/** The result of each formula. */
const result = "7077";
const formulas = ["=7000+77", "+7000+77", "-7000+14077", "@SUM(7000;77)", "＝7000+77"];

/** Returns every character of a kind in the basic plane. */
function charactersOf(kind: RegExp): string[] {
    return Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter((each) => kind.test(each));
}

/** Texts in front of a formula: invisible characters, marks, and places where a reader's separator splits a text. */
const prefixes = [
    "",
    ...charactersOf(/[\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u),
    ..."\"'`´’%|＂＇\u0301\u20dd",
    ...["\0\0", "\0 ", " \0", "\u00a0\0", "\u200b\0", "\ufeff\0", '"\0', "\u{e0020}", "\u{e0001}\0"],
    ...[";", "\t", "\n", "\r", "\r\n", " "].flatMap((split) =>
        ["", "\0", " ", "\t", '"', '""', '\0"'].flatMap((next) => [
            `${split}${next}`,
            `x${split}${next}`,
            `x"${split}${next}`,
        ]),
    ),
];

const rows = prefixes.flatMap((prefix) =>
    formulas.map((formula) => {
        const codes = Array.from(prefix, (each) => each.codePointAt(0)?.toString(16).toUpperCase());
        return entry({ resource: `${codes.join("-")}:${formula.slice(0, 1)}`, reason: `${prefix}${formula}` });
    }),
);

/** Choices of readers. Their tokens are separators, quote, UTF-8, …, "remove spaces", sheet and "evaluate formulas". */
const choices: Record<string, string | undefined> = {
    "the defaults": undefined,
    commas: "44,34,76,1,,0,false,true,false,false,true,0,true",
    "commas, semicolons and tabs": "44/59/9,34,76",
    "semicolons, as Excel does where the comma is for decimals": "59,34,76,1,,0,false,true,false,false,true,0,true",
    "tabs, semicolons and spaces": "9/59/32,34,76,1,,0,false,true,false,false,true,0,true",
    "commas, tabs, semicolons and spaces": "9/44/59/32,34,76",
};

const { executablePath, refused } = findLibreOffice();

if (refused !== undefined) {
    missing("spreadsheets in LibreOffice", refused);
} else {
    describe("a report as CSV in LibreOffice", function () {
        this.timeout(120_000);

        for (const [name, choice] of Object.entries(choices)) {
            it(`has no formula and no result of one if the reader chooses ${name}`, async () => {
                // The last lines are not defused. They show that LibreOffice runs a formula here.
                const controls = [",", ";", "\t", " "].map((separator) => `control${separator}${formulas[0]}\r\n`);
                const sheet = await openCsv(executablePath, formatCsv(reportOf(rows)) + controls.join(""), choice);
                const opened = sheet.map((cells) => ({
                    label: cells
                        .map(({ text }) => text)
                        .join(" ")
                        .trim(),
                    isRun: cells.some(({ text, isFormula }) => isFormula || text === result),
                }));
                const run = opened.filter(({ isRun }) => isRun).map(({ label }) => label);
                assert.ok(opened.length > rows.length);
                assert.ok(run.includes(`control ${result}`), "LibreOffice runs no formula");
                assert.deepEqual(
                    run.filter((label) => !label.startsWith("control")),
                    [],
                );
            });
        }
    });
}
