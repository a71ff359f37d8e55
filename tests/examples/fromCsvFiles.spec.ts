import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Row, readRows } from "../../examples/from-csv/readRows";
import { temporaryFolder } from "../support/temporaryFolder";

const header = "identifier,leaver,ticket";
const row = "312,m.souza,CHG-2041";
const rows: Row[] = [{ identifier: "312", leaver: "m.souza", ticket: "CHG-2041" }];

type Content = string | Buffer;

const utf16le = (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le");
const lines = (...all: string[]) => `${all.join("\n")}\n`;

describe("a file for examples/from-csv", () => {
    const file = join(temporaryFolder("csv"), "leavers.csv");

    /** Returns the problems of a file, or an empty list if all its rows are read. */
    function problemsOf(content: Content): string[] {
        writeFileSync(file, content);
        try {
            readRows(file);
            return [];
        } catch (error) {
            const [title, ...problems] = (error as Error).message.split("\n  ");
            const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
            assert.equal(title, `${file} has ${count}, so nothing is disabled:`);
            return problems;
        }
    }

    function accepts(title: string, contents: Record<string, Content>): void {
        for (const [kind, content] of Object.entries(contents)) {
            it(`is read ${title}: ${kind}`, () => {
                assert.deepEqual(problemsOf(content), []);
                assert.deepEqual(readRows(file), rows);
            });
        }
    }

    /** Declares a test for each file. Each has all problems of the file, by their beginnings. */
    function refuses(title: string, contents: Record<string, [Content, ...string[]]>): void {
        for (const [kind, [content, ...expected]] of Object.entries(contents)) {
            it(`is refused ${title}: ${kind}`, () => {
                const problems = problemsOf(content);
                assert.equal(problems.length, expected.length, problems.join("\n"));
                for (const [index, problem] of problems.entries()) {
                    assert.ok(problem.startsWith(expected[index] ?? ""), problem);
                }
            });
        }
    }

    const both = 'line 1: columns 1 and 4 are both "identifier". Delete the wrong one.';
    refuses("if two columns have one name", {
        "the same spelling": [lines(`${header},identifier`, `${row},313`), both],
        "another case": [lines(`${header},IDENTIFIER`, `${row},313`), both],
        "white space around one": [lines(`${header}, identifier\u00a0`, `${row},313`), both],
        "a byte order mark in front of one": [`\uFEFF${lines(`${header},\uFEFFidentifier`, `${row},313`)}`, both],
        "an invisible character in one": [lines(`${header},iden\u200btifier`, `${row},313`), both],
        "full-width letters": [lines(`${header},ｉｄｅｎｔｉｆｉｅｒ`, `${row},313`), both],
        "quotes around one": [lines(`${header},"identifier"`, `${row},313`), both],
        "quotes in one": [lines(`${header},"""identifier"""`, `${row},313`), both],
        "single quotes around one": [lines(`${header},'identifier'`, `${row},313`), both],
        "a column that is passed over": [
            lines(`${header},note,Note`, `${row},a,b`),
            'line 1: columns 4 and 5 are both "note".',
        ],
    });

    refuses("if the name of a column differs", {
        "an invisible character": [
            lines(`\u200b${header}`, row),
            'line 1: the name of column 1 is "<U+200B>identifier". Write identifier.',
        ],
        "curly quotes": [
            lines("“identifier”,leaver,ticket", row),
            'line 1: the name of column 1 is "“identifier”". Write identifier.',
        ],
        "a wrong letter": [
            lines("identifer,leaver,ticket", row),
            'line 1: there is no column "identifier". It has "identifer", "leaver", "ticket", separated by ",".',
        ],
        "no name": [lines(",identifier,leaver,ticket", `0,${row}`), "line 1: column 1 has no name. Name it, or"],
    });

    refuses("if its first line does not name the columns", {
        "a row": [
            lines(row),
            'line 1: there is no column "identifier", no column "leaver", no column "ticket". It has "312", "m.souza", ',
        ],
        "a comment": [lines("# from HR", header, row), 'line 1: there is no column "identifier", no column "leaver", '],
        "no rows": [lines("", header, "", ",,"), "there are no rows below line 2. Ask for the file again."],
        "nothing at all": ["", "it has no columns. Ask for the file again."],
        "blank lines": ["\uFEFF\n \n,,\n", "it has no columns. Ask for the file again."],
    });

    refuses("if it names the columns twice", {
        "a copy of the first line": [
            lines(header, row, "", header, "313,b,CHG-1"),
            "line 4: it names the columns again. Delete it if the lines below it have the columns of the first line.",
        ],
        "another order": [
            lines(header, row, "Leaver,identifier,ticket"),
            "line 3: it names the columns again. Delete it if",
        ],
    });

    refuses("if the cells of a row may belong to other columns", {
        "a separator in a name": [
            lines(header, "312,Souza, M.,CHG-2041", row),
            'line 2: it has 4 columns, but line 1 has 3. Put a text that contains "," in double quotes.',
        ],
        "an additional first column": [lines(header, `,${row}`), "line 2: it has 4 columns, but line 1 has 3."],
        "a cell below no name": [lines(`${header},`, `${row},x`), "line 2: it has 4 columns, but line 1 has 3."],
        "too few cells": [lines(header, row, "313,CHG-1"), "line 3: it has 2 columns, but line 1 has 3. Separate them"],
        "another separator": [
            lines(header, "312;m.souza;CHG-2041"),
            'line 2: it has 1 column, but line 1 has 3. Separate them by ",", as line 1 does.',
        ],
        "a comment": [lines(header, row, "# end"), "line 3: it has 1 column, but line 1 has 3."],
    });

    accepts("with empty cells after the last column", {
        "in rows": lines(header, `${row},,`),
        "in the first line and in some rows": lines(`${header},,`, row),
    });

    accepts("with any usual separator", {
        semicolons: lines("identifier;leaver;ticket", "312;m.souza;CHG-2041"),
        "tabs and an empty first cell": lines("note\tidentifier\tleaver\tticket", "\t312\tm.souza\tCHG-2041"),
        "vertical bars": lines("identifier|leaver|ticket", "312|m.souza|CHG-2041"),
        "commas and a name with semicolons": lines(`${header},a;b;c;d;e`, `${row},`),
        "semicolons and a quoted name with commas": lines(
            'identifier;leaver;ticket;"a,b,c,d"',
            "312;m.souza;CHG-2041;",
        ),
        "Excel's line sep=": "sep=;\r\nidentifier;leaver;ticket\r\n312;m.souza;CHG-2041\r\n",
        "a quoted line sep=": `\uFEFF${lines('"SEP=\t"', "identifier\tleaver\tticket", "312\tm.souza\tCHG-2041")}`,
    });

    refuses("if its separator is in doubt", {
        "two separators in the first line": [
            lines("identifier;leaver,ticket", "312;m.souza,CHG-2041"),
            'line 1: there is no column "identifier", no column "leaver". ' +
                'It has "identifier;leaver", "ticket", separated by ",".',
        ],
        spaces: [
            lines("identifier leaver ticket", "312 m.souza CHG-2041"),
            'line 1: there is no column "identifier", no column "leaver", no column "ticket". ' +
                'It has "identifier leaver ticket"',
        ],
        "sep= with another separator than the lines below": [
            lines("sep=;", header, row),
            'line 2: there is no column "identifier", no column "leaver", no column "ticket". ' +
                'It has "identifier,leaver,ticket", separated by ";".',
        ],
        "sep= with none": [
            lines("sep=", header, row),
            'line 1: "sep=" names no separator. Write sep=, or sep=; there.',
        ],
        "sep= with two": [lines("sep=;;", header, row), 'line 1: "sep=;;" names no separator.'],
    });

    accepts("with quotes around whole cells", {
        "each cell": lines('"identifier","leaver","ticket"', '"312","m.souza","CHG-2041"'),
        "white space around them": lines('"identifier" , "leaver" , "ticket"', ' " 312 " , "m.souza" , "CHG-2041"'),
        "two lines in a cell that is passed over": lines(`${header},note`, `${row},"left, with`, 'thanks"'),
    });

    const unclosed = (line: number, column: number) =>
        `line ${line}: column ${column} opens a quote and does not close it on this line. Close it, or delete it.`;
    refuses("if a quote does not close, by the line where it opens", {
        "no other quote": [lines(header, row, "", "330,José,CHG-1", '313,"b,CHG-1', "314,c,CHG-1"), unclosed(5, 2)],
        "the next quote opens a cell": [lines(header, '313,"b,CHG-1', '314,"c",CHG-1'), unclosed(2, 2)],
        "the next quote closes a cell": [
            lines(header, '313,"b,CHG-1', '314,c",CHG-1', "31x,d,CHG-1"),
            unclosed(2, 2),
            "line 4: ",
        ],
        "the next quote closes a cell that is passed over": [
            lines(`${header},note`, `${row},"left`, '313,b,CHG-1,left"'),
            unclosed(2, 4),
        ],
        "the first line": [lines('"identifier,leaver,ticket', row), unclosed(1, 1)],
    });

    const stray = (line: number, column: number) => `line ${line}: column ${column} has a stray quote. Delete it, or`;
    refuses("if a quote stands inside a cell", {
        "the end of a name": [lines('identifier",leaver,ticket', row), stray(1, 1)],
        "after the quotes of a name": [lines('"identifier" x,leaver,ticket', row), stray(1, 1)],
        "a formula for a text": [lines(header, '="312",m.souza,CHG-2041'), stray(2, 1)],
        "a quoted word": [lines(`${header},note`, `${row},said "no"`), stray(2, 4)],
        "the whole first line is quoted": [
            lines(`"${header}"`, `"${row}"`),
            'line 1: there is no column "identifier", no column "leaver", no column "ticket". ' +
                'It has "identifier,leaver,ticket", separated by ",".',
        ],
    });

    accepts("with any line ends", {
        "CR LF": `${header}\r\n${row}\r\n`,
        "CR alone": `${header}\r${row}\r`,
        "none at the end": `${header}\n${row}`,
        "blank lines": `\r\n${header}\r\n\r\n,,\r\n${row}\r\n  \r\n`,
    });

    for (const [kind, end] of Object.entries({ LF: "\n", "CR LF": "\r\n", CR: "\r" })) {
        it(`has the line numbers of an editor after blank lines and cells of two lines: ${kind}`, () => {
            const content = ["", `${header},note`, "", `${row},"a`, "", 'b"', ",,,", "31x,a,CHG-1,"].join(end);
            assert.match(problemsOf(content).join(), /^line 8: identifier "31x" is not a whole number\.[^\n]*$/);
        });
    }

    it("has every row and the line numbers of an editor if its line ends differ", () => {
        const content = `${header}\r\n31x,a,CHG-1\r31y,b,CHG-1\n31z,c,CHG-1`;
        assert.deepEqual(
            problemsOf(content).map((problem) => problem.slice(0, 24)),
            ['line 2: identifier "31x"', 'line 3: identifier "31y"', 'line 4: identifier "31z"'],
        );
    });

    accepts("in Unicode with a byte order mark", {
        "UTF-8": `\uFEFF${lines(header, row)}`,
        "UTF-16, as Excel's Unicode Text": utf16le("identifier\tleaver\tticket\r\n312\tm.souza\tCHG-2041\r\n"),
        "UTF-16, big endian": utf16le(lines(header, row)).swap16(),
    });

    refuses("if its text cannot be decoded", {
        "Windows-1252": [
            Buffer.from(lines(header, row, "313,Gonçalo,CHG-1"), "latin1"),
            'line 3: it is not UTF-8 text. Save it in Excel as "CSV UTF-8".',
        ],
        "UTF-16 without a mark": [
            Buffer.from(lines(header, row), "utf16le"),
            'line 1: it has a NUL character. Save it in Excel as "CSV UTF-8".',
        ],
        "half a UTF-16 character": [
            Buffer.concat([utf16le(header), Buffer.from([1])]),
            "it starts as UTF-16 text, but a part of it is not.",
        ],
        "UTF-32": [Buffer.from([0xff, 0xfe, 0, 0, 0x69, 0, 0, 0]), "line 1: it has a NUL character."],
        "a workbook": [Buffer.from("PK\x03\x04\xff", "latin1"), "line 1: it is not UTF-8 text."],
        "a NUL in a cell that is passed over": [
            lines(`${header},note`, `${row},a`, "313,b,CHG-1,\0"),
            "line 3: it has a NUL character.",
        ],
        "a lost character": [
            lines(header, "312,Jo\ufffdo,CHG-1"),
            'line 2: leaver "Jo<U+FFFD>o" has an invisible or lost character. Write the name again.',
        ],
    });

    for (const identifier of [
        "3.12E+02",
        "312.0",
        "1.234",
        "0312",
        "３１２",
        "=312",
        "+312",
        "-312",
        "'312",
        "312 313",
        "0",
        "",
    ]) {
        it(`is refused if an identifier is not a whole number in plain digits: "${identifier}"`, () => {
            assert.deepEqual(problemsOf(lines(header, row, `${identifier},a,CHG-1`)), [
                `line 3: identifier "${identifier}" is not a whole number. Copy it from the vault: 312.`,
            ]);
        });
    }

    refuses("if a character of a cell is invisible", {
        "in an identifier": [
            lines(header, "31\u200b2,a,CHG-1"),
            'line 2: identifier "31<U+200B>2" is not a whole number.',
        ],
        "between the thousands": [lines(header, "1\u00a0312,a,CHG-1"), 'line 2: identifier "1<U+00A0>312" is not'],
        "in a leaver": [lines(header, "312,\u202ea,CHG-1"), 'line 2: leaver "<U+202E>a" has an invisible or lost'],
        "in a ticket": [lines(header, "312,a,CHG-\u00ad1"), 'line 2: ticket "CHG-<U+00AD>1" is not a ticket.'],
    });

    accepts("without white space around cells", {
        "no-break spaces": lines(header, "\u00a0312\u00a0,\u3000m.souza,CHG-2041 "),
    });

    it("names the problem if it cannot be opened", () => {
        assert.throws(() => readRows(`${file}.other`), /there is no such file\. Set its path: pulumi config set file/);
        assert.throws(() => readRows(temporaryFolder("csv")), /it cannot be read \(EISDIR\)\. Set its path/);
    });
});
