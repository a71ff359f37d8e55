import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DOMParser, type Document, onErrorStopParsing } from "@xmldom/xmldom";
import { terminalSvg } from "../../../picture/terminalSvg";

const root = join(__dirname, "..", "..", "..");

/** Parses an SVG. Throws if it is malformed. */
function parsed(svg: string): Document {
    return new DOMParser({ onError: onErrorStopParsing }).parseFromString(svg, "image/svg+xml");
}

function linesOf(document: Document): string[] {
    return [...document.getElementsByTagName("text")].map(({ textContent }) => textContent ?? "");
}

describe("a terminal's picture", () => {
    it("has each line as selectable text with all its spaces and special characters", () => {
        const lines = [[{ text: '  a < b && "c" ' }, { text: "d>", colour: 2, bold: true }], [], [{ text: "└─ e" }]];
        const document = parsed(terminalSvg({ title: "<one>", lines, columns: 40 }));
        assert.deepEqual(linesOf(document), ['  a < b && "c" d>', "└─ e"]);
        assert.equal(document.getElementsByTagName("title")[0]?.textContent, "<one>");
        const [span] = document.getElementsByTagName("tspan");
        assert.deepEqual([span?.textContent, span?.getAttribute("class")], ["d>", "c2 b"]);
        assert.match(terminalSvg({ title: "", lines, columns: 40 }), /\.c2 \{ fill: #\w{6}; \}/);
    });

    it("is as wide as the terminal and as high as its lines", () => {
        const [narrow, wide] = [40, 80].map((columns) =>
            parsed(terminalSvg({ title: "", lines: [[{ text: "a" }], [{ text: "b" }]], columns })),
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
    const svg = readFileSync(join(root, "docs", "terminal.svg"), "utf8");

    it("shows a preview and an up of the program that `npm run picture` runs", () => {
        const lines = linesOf(parsed(svg));
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

    it("contains no secret, address, folder or duration, loads nothing and is small", () => {
        const drawn = svg.replace('xmlns="http://www.w3.org/2000/svg"', "");
        assert.doesNotMatch(
            drawn,
            /\b(cs|pw|tok)-|\w+:\/\/|127\.0\.0\.1|localhost|(^|\s)~?\/\w|\(\d[\d.ms]*s\)|Duration/m,
        );
        assert.doesNotMatch(drawn, /<script|href|url\(|@import|@font-face|\bon\w+=/i);
        assert.ok(Buffer.byteLength(svg) < 30_000);
    });

    it("is in README.md", () => {
        assert.match(readFileSync(join(root, "README.md"), "utf8"), /^!\[[^\]]+\]\(docs\/terminal\.svg\)$/m);
    });
});
