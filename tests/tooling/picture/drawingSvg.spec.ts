import assert from "node:assert/strict";
import type { Drawing, DrawnText } from "../../../picture/drawing";
import { drawingSvg } from "../../../picture/drawingSvg";
import { coloursOf, parsePicture } from "../../support/pictures";

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

describe("the picture of a page", () => {
    it("has each text with its place, width and style", () => {
        const document = parsePicture(drawingSvg("<one>", { light, dark }));
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
        const names = ["ground", "c0", "c1"];
        assert.deepEqual(
            names.map((name) => coloursOf(svg, "light").get(name)),
            ["rgb(255, 255, 255)", "rgb(0, 0, 0)", "rgb(9, 9, 9)"],
        );
        assert.deepEqual(
            names.map((name) => coloursOf(svg, "dark").get(name)),
            ["rgb(18, 18, 18)", "rgb(255, 255, 255)", "rgb(255, 255, 255)"],
        );
    });

    it("is refused where light and dark differ in more than colours", () => {
        const [first = plain, ...others] = dark.texts;
        const moved = { ...dark, texts: [{ ...first, x: 17 }, ...others] };
        assert.throws(() => drawingSvg("", { light, dark: moved }), /different texts or places/);
    });
});
