import assert from "node:assert/strict";
import { DOMParser, type Document, onErrorStopParsing } from "@xmldom/xmldom";
import type { Drawing, DrawnText } from "../../../picture/drawing";
import { drawingSvg } from "../../../picture/drawingSvg";

const plain: DrawnText = {
    text: "a < b && c",
    x: 16,
    y: 30.04,
    width: 80.25,
    size: 14,
    isBold: false,
    isCode: false,
    colour: "rgb(0, 0, 0)",
};
const light: Drawing = {
    width: 100.2,
    height: 50,
    ground: "rgb(255, 255, 255)",
    texts: [
        plain,
        { ...plain, text: "d", isBold: true },
        { ...plain, text: "e", isCode: true, colour: "rgb(9, 9, 9)" },
    ],
    rules: [{ x: 16, y: 40, width: 60 }],
};
const dark: Drawing = {
    ...light,
    ground: "rgb(18, 18, 18)",
    texts: light.texts.map((text) => ({ ...text, colour: "rgb(255, 255, 255)" })),
};

function parsed(svg: string): Document {
    return new DOMParser({ onError: onErrorStopParsing }).parseFromString(svg, "image/svg+xml");
}

describe("the picture of a page", () => {
    it("has each text with its place, width and style", () => {
        const document = parsed(drawingSvg("<one>", { light, dark }));
        const texts = [...document.getElementsByTagName("text")];
        assert.deepEqual(
            texts.map((text) => [
                text.textContent,
                ...["class", "x", "y", "textLength"].map((name) => text.getAttribute(name)),
            ]),
            [
                ["a < b && c", "c0", "16", "30", "80.3"],
                ["d", "c0 bold", "16", "30", "80.3"],
                ["e", "c1 code", "16", "30", "80.3"],
            ],
        );
        assert.equal(document.getElementsByTagName("title")[0]?.textContent, "<one>");
        assert.equal(document.documentElement?.getAttribute("viewBox"), "0 0 101 50");
        const [ground, rule] = [...document.getElementsByTagName("rect")];
        assert.equal(ground?.getAttribute("class"), "ground");
        assert.deepEqual(
            ["x", "y", "width"].map((name) => rule?.getAttribute(name)),
            ["16", "39", "60"],
        );
    });

    it("has the colours of light, and in a dark system those of dark", () => {
        const svg = drawingSvg("", { light, dark });
        const [usual = "", inDark = ""] = svg.split("@media (prefers-color-scheme: dark)");
        for (const rule of [
            ".ground { fill: rgb(255, 255, 255);",
            ".c0 { fill: rgb(0, 0, 0);",
            ".c1 { fill: rgb(9, 9, 9);",
        ]) {
            assert.ok(usual.includes(rule), rule);
        }
        for (const rule of [
            ".ground { fill: rgb(18, 18, 18);",
            ".c0 { fill: rgb(255, 255, 255);",
            ".c1 { fill: rgb(255, 255, 255);",
        ]) {
            assert.ok(inDark.includes(rule), rule);
        }
    });

    it("is refused where light and dark differ in more than colours", () => {
        const [first = plain, ...others] = dark.texts;
        const moved = { ...dark, texts: [{ ...first, x: 17 }, ...others] };
        assert.throws(() => drawingSvg("", { light, dark: moved }), /different texts or places/);
    });
});
