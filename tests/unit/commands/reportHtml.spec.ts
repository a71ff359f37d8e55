import assert from "node:assert/strict";
import fc from "fast-check";
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import type { ReportEntry } from "../../../provider/src/commands/report";
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

/** Returns the texts of the cells of each row of entries. */
function rowsOf(page: string): string[][] {
    const children = (node: Element) => node.childNodes.filter((child) => "tagName" in child);
    return named(page, "tbody")
        .flatMap(children)
        .map((row) => children(row).map(textOf));
}

describe("a report as a page", () => {
    it("has a table with a caption, headings of columns and of rows, and a row for each entry", () => {
        const page = formatHtml(reportOf([entry(), entry({ identifier: 313, name: "", disabledAt: "" })]));
        assert.equal(named(page, "caption").length, 1);
        const headings = named(page, "th");
        assert.deepEqual(headings.filter((heading) => attribute(heading, "scope") === "col").map(textOf), [
            "Password",
            "Status",
            "First result",
            "Confirmed (UTC)",
            "Disabled again (UTC)",
            "Declared as",
            "Reason",
        ]);
        assert.deepEqual(headings.filter((heading) => attribute(heading, "scope") === "row").map(textOf), [
            "312 Oracle production, former DBA (m.souza)",
            "313",
        ]);
        assert.deepEqual(rowsOf(page)[0], [
            "312 Oracle production, former DBA (m.souza)",
            "inactive",
            "disabled by this stack",
            "2026-11-24 02:18:53",
            "",
            "former-dba",
            "CHG-2041",
        ]);
    });

    it("names the kind of each entry only if there are several", () => {
        const note = entry({ kind: "note", identifier: 21, name: "" });
        const firstCells = (entries: ReportEntry[]) => {
            const page = formatHtml(reportOf(entries));
            const [heading = assert.fail()] = named(page, "th");
            return [heading, ...named(page, "th").filter((each) => attribute(each, "scope") === "row")].map(textOf);
        };
        assert.deepEqual(firstCells([note, note]), ["Note", "21", "21"]);
        assert.deepEqual(firstCells([note, entry({ kind: "API secret", identifier: 57, name: "" })]), [
            "Entry",
            "note 21",
            "API secret 57",
        ]);
    });

    it("shows statuses and outcomes in words", () => {
        const page = formatHtml(
            reportOf([
                entry({ outcome: "already-inactive" }),
                entry({ status: "unconfirmed", outcome: "" }),
                entry({ status: "not disabled", outcome: "" }),
                entry({ status: "missing" }),
            ]),
        );
        assert.deepEqual(
            rowsOf(page).map((cells) => cells.slice(1, 3)),
            [
                ["inactive", "inactive before"],
                ["not confirmed", ""],
                ["not disabled yet", ""],
                ["missing", "disabled by this stack"],
            ],
        );
    });

    it("shows when and how often an entry was disabled again", () => {
        const lastDisabledAt = "2026-11-30T04:00:12Z";
        const entries = [
            { driftCorrections: 2, lastDisabledAt },
            { driftCorrections: 1, lastDisabledAt },
            { driftCorrections: 1 },
            { lastDisabledAt },
            {},
        ];
        const page = formatHtml(reportOf(entries.map(entry)));
        const cells = named(page, "td").filter((_, index) => index % 6 === 3);
        assert.deepEqual(
            cells.map(({ childNodes }) => childNodes.map(textOf)),
            [
                ["2026-11-30 04:00:12", "2 times"],
                ["2026-11-30 04:00:12", "once"],
                ["once"],
                ["2026-11-30 04:00:12"],
                [],
            ],
        );
    });

    it("begins with the stack, the times and the counts", () => {
        const page = formatHtml(reportOf([entry()]));
        const [html, title, heading, facts] = ["html", "title", "h1", "p"].map((name) => named(page, name)[0]);
        assert.equal(attribute(html, "lang"), "en");
        assert.deepEqual(
            [title, heading, facts].map((each) => each && textOf(each)),
            [
                "Disabled in MySafe by stack dev",
                "Disabled in MySafe by stack dev",
                "Pulumi project test, vault https://vault.example.com, state saved 2026-11-24 02:20:00 UTC, report made 2026-11-24 03:00:00 UTC",
            ],
        );
        assert.deepEqual(named(page, "li").map(textOf), [
            "5 password",
            "= 3 disabled by this stack",
            "+ 2 inactive before",
            "+ 0 missing",
            "+ 0 not confirmed inactive",
        ]);
        assert.ok(page.includes("<p>Disabled again after somebody re-enabled one in the vault: 4 times.</p>"));
    });

    it("explains each count, heading and status that has a special meaning", () => {
        const page = formatHtml(reportOf([]));
        const [explained, meanings] = ["dt", "dd"].map((name) => named(page, name).map(textOf));
        assert.deepEqual(explained, [
            "Inactive before",
            "Missing",
            "Not confirmed inactive",
            "Confirmed",
            "Disabled again",
            "Declared as",
        ]);
        assert.equal(meanings?.filter((meaning) => /^[A-Z].+\.$/.test(meaning)).length, explained.length);
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
                total: 2,
                disabledByStack: 1,
                inactiveBefore: 0,
                missing: 0,
                notConfirmed: 0,
                driftCorrections: 0,
            };
            const open = entry({ status, note: "look here", resource: "open" });
            const page = formatHtml(reportOf([entry(), open], { summary: { ...none, ...counts } }));
            assert.match(marked(page, "tr").join(), /^312 Oracle.*open/);
            assert.match(
                marked(page, "li").join(),
                status === "missing" ? /^\+ 1 missing$/ : /^\+ 1 not confirmed inactive$/,
            );
            assert.deepEqual(marked(formatHtml(reportOf([entry()])), "li"), []);
        });
    }

    it("shows the note below the reason, and the vault if there are several", () => {
        const [one, other] = ["https://one.example.com", "https://other.example.com"];
        const entries = [entry({ vaultUrl: one, note: "look at `pulumi up`" }), entry({ vaultUrl: other })];
        const page = formatHtml(reportOf(entries));
        const reasons = named(page, "td").filter((_, index) => index % 6 === 5);
        assert.deepEqual(
            reasons.map(({ childNodes }) => childNodes.map(textOf)),
            [
                ["CHG-2041", one, "look at pulumi up"],
                ["CHG-2041", other],
            ],
        );
        assert.ok(page.includes('<small class="bad">look at <code>pulumi up</code></small>'));
        const [facts = assert.fail()] = named(page, "p");
        assert.match(textOf(facts), /, vault https:\/\/one\.example\.com, vault https:\/\/other\.example\.com, /);
    });

    it("omits facts that an empty state does not have", () => {
        const page = formatHtml(reportOf([], { project: "", savedAt: "" }));
        assert.equal(textOf(named(page, "p")[0] ?? assert.fail()), "report made 2026-11-24 03:00:00 UTC");
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
            fc.property(written, written, written, written, (reason, resource, name, stack) => {
                const page = formatHtml(reportOf([entry({ reason, resource, name })], { stack }));
                assert.deepEqual(shape(page), plain);
                const [cells = []] = rowsOf(page);
                assert.equal(cells[0], name === "" ? "312" : `312 ${name}`);
                assert.equal(cells[5], resource);
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
