import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { diagram } from "../../../picture/diagram";
import { svgOf, text } from "../../../picture/svg";
import { allPages, repository } from "../../docs/support/pages";
import { coloursOf, faintTexts, parsePicture, pictures, readPicture } from "../../support/pictures";

/** The pictures that pages show with a text for those who do not see them. */
const shown = [...allPages().keys()].flatMap((page) => {
    const images = readFileSync(join(repository, page), "utf8").matchAll(/^!\[[^\]]+\]\(([^)\s]+)\)$/gm);
    return [...images].map(([, target = ""]) => posix.join(posix.dirname(page), target));
});

for (const path of pictures) {
    describe(path, () => {
        const svg = readPicture(path);

        it("has a title for screen readers", () => {
            const { documentElement } = parsePicture(svg);
            assert.equal(documentElement?.getAttribute("role"), "img");
            assert.match(documentElement?.getElementsByTagName("title")[0]?.textContent ?? "", /\w+ \w+/);
        });

        it("has other colours on a dark page, and readable texts on both", () => {
            const [light, dark] = [coloursOf(svg, "light"), coloursOf(svg, "dark")];
            assert.deepEqual([...dark.keys()], [...light.keys()]);
            assert.notEqual(light.get("ground"), dark.get("ground"));
            assert.deepEqual(faintTexts(svg), []);
        });

        it("contains no secret, address, folder or duration, loads nothing and is small", () => {
            const drawn = svg
                .replace('xmlns="http://www.w3.org/2000/svg"', "")
                .replace("https://vault.example.com", "");
            assert.doesNotMatch(
                drawn,
                /\b(cs|pw|tok)-|\w+:\/\/|127\.0\.0\.1|localhost|(^|\s)~?\/\w|\(\d[\d.ms]*s\)|Duration/m,
            );
            assert.doesNotMatch(drawn, /<script|href|url\(|@import|@font-face|\bon\w+=/i);
            assert.ok(Buffer.byteLength(svg) < 30_000);
        });

        it("is on a page, with a text in its place", () => assert.ok(shown.includes(path), `${shown}`));
    });
}

describe("docs/diagram.svg", () => {
    it("is what `npm run picture` draws", () => assert.equal(readPicture("docs/diagram.svg"), diagram()));
});

describe("the check of contrast", () => {
    it("names a text that is faint in one scheme, on the area around it", () => {
        const picture = svgOf({
            title: "two areas",
            width: 200,
            height: 100,
            colours: { ground: ["#ffffff", "#000000"], area: ["#000000", "#000000"], ink: ["#777777", "#ffffff"] },
            body: [
                '<rect class="area" x="100" y="0" width="100" height="100"/>',
                text(10, 50, "a"),
                text(110, 50, "b"),
            ],
        });
        assert.deepEqual(faintTexts(picture), ["light: 4.48: a"]);
    });
});
