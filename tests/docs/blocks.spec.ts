import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compileErrors } from "./support/compileErrors";
import { allPages, parsePage, repository } from "./support/pages";
import { problemOf } from "./support/wrongBlocks";

function wrongIn(...lines: string[]): (string | undefined)[] {
    return parsePage("page.md", lines.join("\n")).blocks.map(problemOf);
}

describe("the code blocks in the documentation", function () {
    this.timeout(60_000);

    it("compile against the package if they are TypeScript", () => {
        const pages = [...allPages().values()];
        assert.ok(pages.some(({ blocks }) => blocks.some(({ language }) => language === "ts")));
        assert.deepEqual(compileErrors(pages), []);
    });

    for (const page of allPages().values()) {
        if (page.blocks.length > 0) {
            it(`have valid syntax: ${page.path}`, () => {
                assert.deepEqual(page.blocks.map(problemOf).filter(Boolean), []);
            });
        }
    }

    it("have the same program for a leaver in both READMEs", () => {
        const [first, second] = ["README.md", "provider/npm.md"].map(
            (path) =>
                allPages()
                    .get(path)
                    ?.blocks.find(({ text }) => text.includes("getPasswords({"))?.text,
        );
        assert.ok(first);
        assert.equal(second, first);
    });

    it("show the whole program of each language as its example has it", () => {
        for (const [path, file] of [
            ["docs/yaml.md", "yaml/Pulumi.yaml"],
            ["docs/python.md", "python/__main__.py"],
            ["docs/go.md", "go/main.go"],
            ["docs/dotnet.md", "dotnet/Program.cs"],
            ["docs/nodejs-plugin.md", "nodejs-plugin/index.ts"],
            ["docs/terraform.md", "terraform/main.tf"],
        ] as const) {
            const text = readFileSync(join(repository, "examples", file), "utf8").trimEnd();
            assert.ok(
                allPages()
                    .get(path)
                    ?.blocks.some((block) => block.text === text),
                path,
            );
        }
    });

    it("fail with the line of each compiler error", () => {
        const page = parsePage(
            "docs/page.md",
            [
                "```ts",
                'import { PasswordDisablement } from "pulumi-mysafe";',
                'const a = new PasswordDisablement("a", { identifier: true });',
                "```",
                "<!-- continues -->",
                "```ts",
                "const text: number = a.identifier;",
                "```",
                "",
                "<!-- given:",
                "declare const known: string, odd: Odd;",
                "-->",
                "```ts",
                "known.trim();",
                "a.identifier;",
                "```",
            ].join("\n"),
        );
        assert.deepEqual(
            compileErrors([page]).map(
                (line) => line.match(/^docs\/page\.md:\d+, (line \d+|what is given)/)?.[0] ?? line,
            ),
            [
                "docs/page.md:1, line 2",
                "docs/page.md:6, line 1",
                "docs/page.md:13, what is given",
                "docs/page.md:13, line 2",
            ],
        );
    });

    it("fail for invalid bash, JSON, JavaScript or YAML and for an unknown language", () => {
        assert.deepEqual(wrongIn("```sh", "pulumi up --yes", "```"), [undefined]);
        assert.match(wrongIn("```sh", 'echo "', "```")[0] ?? "", /^page\.md:1: bash: .*unexpected EOF/);
        assert.match(wrongIn("```json", "{ a }", "```")[0] ?? "", /JSON/);
        assert.match(wrongIn("```js", "exports.handler = ;", "```")[0] ?? "", /Unexpected token/);
        assert.match(wrongIn("```yaml", "a: b: c", "```")[0] ?? "", /Nested mappings/);
        assert.match(wrongIn("```toString", "", "```")[0] ?? "", /no check for blocks of "toString"/);
    });

    it("fail for HCL that no test runs", () => {
        const part = ['data = "{}"', "", 'create_path = "/api/mysafe/password/inactive/{id}"'];
        assert.deepEqual(wrongIn("```hcl", ...part, "```"), [undefined]);
        for (const other of [[...part].reverse(), ["create_path"], ['data = "{}" # more'], ['data = "{"']]) {
            assert.match(wrongIn("```hcl", ...other, "```")[0] ?? "", /^page\.md:1: no lines that follow one another/);
        }
    });
});
