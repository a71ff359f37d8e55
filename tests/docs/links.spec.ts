import assert from "node:assert/strict";
import { brokenLinks } from "./support/brokenLinks";
import { allPages, parsePage } from "./support/pages";

const pages = allPages();

describe("the links in the documentation", () => {
    for (const page of pages.values()) {
        if (page.links.length > 0) {
            it(`resolve: ${page.path}`, () => assert.deepEqual(brokenLinks(page, pages), []));
        }
    }

    it("are absolute in the package's README, which npm shows without its files", () => {
        const relative = pages.get("provider/npm.md")?.links.filter(({ target }) => !target.startsWith("https://"));
        assert.deepEqual(relative, []);
    });

    it("fail for an unknown file, an unknown heading and an invalid URL", () => {
        const own = "https://github.com/pulumi-mysafe/pulumi-mysafe/blob/main";
        const page = parsePage(
            "docs/page.md",
            [
                "# A `page` of its own",
                "[a](#a-page-of-its-own) [b](../CONTRIBUTING.md#rules) [c](https://example.com/x) [d](settings.md)",
                `[e](${own}/docs/settings.md) [f][g] <a id="here" href="#here">h</a>`,
                "",
                "[1](#nowhere) [2](../README.md#nowhere) [3](nowhere.md) [4](http://example.com)",
                `[5](${own}/docs/nowhere.md) [6](../../elsewhere.md) [7](/docs/settings.md) [8](../package.json#scripts)`,
                '<img src="nowhere.svg"> [9](https://localhost/x)',
                "",
                "[g]: nowhere-either.md",
            ].join("\n"),
        );
        const wrong = brokenLinks(page, new Map([...pages, [page.path, page]]));
        assert.deepEqual(
            wrong.map((line) => line.replace(/^docs\/page\.md:\d+: /, "").replace(own, "…")),
            [
                "#nowhere: no such heading",
                "../README.md#nowhere: no such heading",
                "nowhere.md: no such file",
                "http://example.com: no address of the web with https:",
                "…/docs/nowhere.md: no such file",
                "../../elsewhere.md: outside the repository",
                "/docs/settings.md: neither relative nor a whole address",
                "../package.json#scripts: an anchor of what is no page",
                "nowhere.svg: no such file",
                "https://localhost/x: no address of the web with https:",
                "nowhere-either.md: no such file",
            ],
        );
    });
});
