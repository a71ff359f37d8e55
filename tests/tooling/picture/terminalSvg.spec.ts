import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Document } from "@xmldom/xmldom";
import { terminalSvg } from "../../../picture/terminalSvg";
import { coloursOf, faintTexts, parsePicture, readPicture } from "../../support/pictures";

const root = join(__dirname, "..", "..", "..");

function linesOf(document: Document): string[] {
    return [...document.getElementsByTagName("text")].map(({ textContent }) => textContent ?? "");
}

describe("a terminal's picture", () => {
    it("has each line as selectable text with all its spaces and special characters", () => {
        const lines = [[{ text: '  a < b && "c" ' }, { text: "d>", colour: 2, bold: true }], [], [{ text: "└─ e" }]];
        const document = parsePicture(terminalSvg({ title: "<one>", lines, columns: 40 }));
        assert.deepEqual(linesOf(document), ['  a < b && "c" d>', "└─ e"]);
        assert.equal(document.getElementsByTagName("title")[0]?.textContent, "<one>");
        const [span] = document.getElementsByTagName("tspan");
        assert.deepEqual([span?.textContent, span?.getAttribute("class")], ["d>", "c2 bold"]);
    });

    it("has 16 colours and a dim one, readable on light and dark pages", () => {
        const pieces = Array.from({ length: 16 }, (_, colour) => ({ text: `colour ${colour}`, colour }));
        const svg = terminalSvg({
            title: "",
            lines: [...pieces.map((piece) => [piece]), [{ text: "dim", dim: true }]],
            columns: 40,
        });
        assert.equal([...coloursOf(svg, "dark").keys()].filter((name) => /^c\d+$/.test(name)).length, 16);
        assert.deepEqual(faintTexts(svg), []);
    });

    it("is as wide as the terminal and as high as its lines", () => {
        const [narrow, wide] = [40, 80].map((columns) =>
            parsePicture(terminalSvg({ title: "", lines: [[{ text: "a" }], [{ text: "b" }]], columns })),
        );
        const size = (document: Document | undefined, side: string) =>
            Number(document?.documentElement?.getAttribute(side));
        assert.equal(size(wide, "width") - size(narrow, "width"), 312);
        assert.equal(size(wide, "height"), size(narrow, "height"));
        const [first, last] = [...(wide?.getElementsByTagName("text") ?? [])].map((text) =>
            Number(text.getAttribute("y")),
        );
        assert.ok(first !== undefined && last !== undefined && first < last && last < size(wide, "height"));
    });
});

describe("docs/terminal.svg", () => {
    it("shows a preview and an up of the program that `npm run picture` runs", () => {
        const lines = linesOf(parsePicture(readPicture("docs/terminal.svg")));
        const commands = lines.filter((line) => line.startsWith("$ "));
        assert.match(commands.join("\n"), /^\$ pulumi preview\n\$ pulumi up\b.*$/);
        const program = readFileSync(join(root, "picture", "program", "index.ts"), "utf8");
        const declared = [...program.matchAll(/new (\w+)\("([^"]+)"/g)].map(([, type, name]) => ({ type, name }));
        assert.equal(declared.length, 2);
        for (const { type, name } of declared) {
            const rows = lines.filter((line) => new RegExp(`:${type} +${name} +create`).test(line));
            assert.equal(rows.length, commands.length, `${type} ${name}`);
        }
    });
});
