import assert from "node:assert/strict";
import fc from "fast-check";
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { formatHtml } from "../../../provider/src/commands/reportHtml";
import { entry, reportOf } from "../support/reports";

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** Returns the elements of a page in order. @throws Error for invalid HTML. */
function elements(page: string): Element[] {
    const onParseError = ({ code, startLine }: { code: string; startLine: number }) => {
        throw new Error(`${code} in line ${startLine}`);
    };
    const visit = (node: Node): Element[] => [
        ...("tagName" in node ? [node] : []),
        ...("childNodes" in node ? node.childNodes.flatMap(visit) : []),
    ];
    return visit(parse(page, { onParseError }));
}

function textOf(node: Node): string {
    return "value" in node ? node.value : "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}

const named = (page: string, name: string) => elements(page).filter(({ tagName }) => tagName === name);
const attribute = (element: Element | undefined, name: string) =>
    element?.attrs.find((each) => each.name === name)?.value;

describe("a report as a page", () => {
    it("has a table with a caption, headings of columns and of rows, and a row for each entry", () => {
        const page = formatHtml(reportOf([entry(), entry({ kind: "note", identifier: 21, disabledAt: "" })]));
        assert.equal(named(page, "caption").length, 1);
        const headings = named(page, "th");
        assert.deepEqual(headings.filter((heading) => attribute(heading, "scope") === "col").map(textOf), [
            "Kind",
            "Identifier",
            "Resource",
            "Status",
            "Outcome",
            "When (UTC)",
            "Drift corrections",
            "Reason",
        ]);
        assert.deepEqual(headings.filter((heading) => attribute(heading, "scope") === "row").map(textOf), [
            "312",
            "21",
        ]);
        const [first] = named(page, "tbody").flatMap(({ childNodes }) =>
            childNodes.filter((node) => "tagName" in node),
        );
        assert.deepEqual(first?.childNodes.map(textOf), [
            "password",
            "312",
            "former-dba",
            "inactive",
            "deactivated",
            "2026-11-24 02:18:53",
            "0",
            "CHG-2041",
        ]);
    });

    it("begins with the stack, the times and the counts", () => {
        const page = formatHtml(reportOf([entry()]));
        const [html, title, heading] = ["html", "title", "h1"].map((name) => named(page, name)[0]);
        assert.equal(attribute(html, "lang"), "en");
        assert.deepEqual(
            [title, heading].map((each) => each && textOf(each)),
            ["Disabled in MySafe by stack dev", "Disabled in MySafe by stack dev"],
        );
        assert.match(
            page,
            /<p>Project test, vault https:\/\/vault\.example\.com, state saved 2026-11-24 02:20:00, report made 2026-11-24 03:00:00 UTC<\/p>/,
        );
        assert.deepEqual(named(page, "li").map(textOf), [
            "3 inactive",
            "1 already inactive",
            "4 drift corrections",
            "0 missing",
            "0 not confirmed inactive",
        ]);
    });

    it("explains the limits of disabling, and that it shows the saved state", () => {
        const text = textOf(named(formatHtml(reportOf([])), "body")[0] ?? assert.fail());
        assert.match(text, /The password at its target does not change:\s+a copy made before still works there/);
        assert.match(text, /shows the state as it was saved\. pulumi refresh updates the state from the vault/);
    });

    for (const [status, counts] of [
        ["active", { notConfirmed: 1 }],
        ["missing", { missing: 1 }],
    ] as const) {
        it(`marks an entry that needs attention, in its row and in its count: ${status}`, () => {
            const marked = (page: string, name: string) =>
                named(page, name).flatMap((element) => (attribute(element, "class") === "bad" ? textOf(element) : []));
            const none = {
                entries: 2,
                inactive: 1,
                alreadyInactive: 0,
                missing: 0,
                notConfirmed: 0,
                driftCorrections: 0,
            };
            const open = entry({ status, note: "look here", resource: "open" });
            const page = formatHtml(reportOf([entry(), open], { summary: { ...none, ...counts } }));
            assert.match(marked(page, "tr").join(), /^password312open/);
            assert.match(
                marked(page, "li").join(),
                status === "missing" ? /^1 missing$/ : /^1 not confirmed inactive$/,
            );
            assert.deepEqual(marked(formatHtml(reportOf([entry()])), "li"), []);
        });
    }

    it("shows the note below the reason, and the vault if there are several", () => {
        const [one, other] = ["https://one.example.com", "https://other.example.com"];
        const entries = [entry({ vaultUrl: one, note: "look here" }), entry({ vaultUrl: other })];
        const page = formatHtml(reportOf(entries));
        const reasons = named(page, "td").filter((_, index) => index % 7 === 6);
        assert.deepEqual(
            reasons.map(({ childNodes }) => childNodes.map(textOf)),
            [
                ["CHG-2041", one, "look here"],
                ["CHG-2041", other],
            ],
        );
        assert.match(page, /, vault https:\/\/one\.example\.com, vault https:\/\/other\.example\.com, /);
    });

    it("omits facts that an empty state does not have", () => {
        const page = formatHtml(reportOf([], { project: "", savedAt: "" }));
        assert.match(page, /<p>report made 2026-11-24 03:00:00 UTC<\/p>/);
    });

    it("allows no script and no request", () => {
        const page = formatHtml(reportOf([entry()]));
        const policy = named(page, "meta").find((meta) => attribute(meta, "http-equiv") === "Content-Security-Policy");
        assert.equal(attribute(policy, "content"), "default-src 'none'; style-src 'unsafe-inline'");
        const names = new Set(elements(page).map(({ tagName }) => tagName));
        for (const name of ["script", "link", "img", "iframe", "a", "form", "base", "object"]) {
            assert.ok(!names.has(name), name);
        }
        assert.doesNotMatch(page, /url\(|@import|src=|href=/);
    });

    it("shows any text unchanged, without new elements or attributes", () => {
        const shape = (page: string) => elements(page).map(({ tagName, attrs }) => [tagName, attrs]);
        const plain = shape(formatHtml(reportOf([entry()])));
        const text = fc.string({
            unit: fc.constantFrom(...["<", ">", "&", '"', "'", "`", "=", "/", "a", " ", "\n", "é"]),
        });
        const written = fc.oneof(
            text,
            fc.constantFrom("</td><script>alert(1)</script>", "&lt;", "<!--", "]]>", "&#39;"),
        );
        fc.assert(
            fc.property(written, written, written, (reason, resource, stack) => {
                const page = formatHtml(reportOf([entry({ reason, resource })], { stack }));
                assert.deepEqual(shape(page), plain);
                const cells = named(page, "td").map(textOf);
                assert.equal(cells[1], resource);
                assert.equal(cells[6], reason);
                assert.equal(
                    textOf(named(page, "h1")[0] ?? assert.fail()),
                    `Disabled in MySafe by ${stack === "" ? "a stack" : `stack ${stack}`}`,
                );
            }),
        );
    });

    it("takes less than two seconds and four megabytes for 10,000 entries", () => {
        const many = Array.from({ length: 10_000 }, (_, index) => entry({ identifier: index + 1 }));
        const start = performance.now();
        const page = formatHtml(reportOf(many));
        assert.ok(performance.now() - start < 2000);
        assert.ok(page.length < 4_000_000, `${page.length}`);
        assert.equal(page.match(/<tr>/g)?.length, 10_001);
    });
});
