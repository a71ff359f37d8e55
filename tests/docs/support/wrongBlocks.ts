/** Checks the syntax of blocks with commands, JSON and YAML, and finds those of other languages in files that a test runs. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { Script } from "node:vm";
import { parseAllDocuments } from "yaml";
import { type Block, repository } from "./pages";

/** The files that tests run. Every block of these languages must be a part of one of its files. */
const sources = {
    hcl: [
        "tests/clients/tofu/main.tf",
        "examples/terraform/main.tf",
        "tests/release/fixtures/mirror.tfrc",
        "tests/e2e/terraform/fixtures/moved.tf",
        ...filesIn("terraform/examples", ".tf"),
    ],
    python: ["examples/python/__main__.py"],
    go: ["examples/go/main.go"],
    csharp: ["examples/dotnet/Program.cs"],
};

/** The check of each language. Another test compiles `ts`. An empty result means no problem. */
const readers: Record<string, (text: string) => string> = {
    sh: (text) => spawnSync("bash", ["-n"], { input: text, encoding: "utf8" }).stderr.trim(),
    json: thrownBy((text) => JSON.parse(text)),
    yaml: (text) =>
        parseAllDocuments(text)
            .flatMap(({ errors }) => errors.map(({ message }) => message))
            .join("; "),
    ...Object.fromEntries(Object.entries(sources).map(([language, files]) => [language, partOf(files)])),
    js: thrownBy((text) => new Script(text)),
    ts: () => "",
    csv: () => "",
    html: () => "",
    text: () => "",
    "": () => "",
};

/** Returns the problem of a block with its place, or undefined for a valid block. */
export function problemOf({ place, language, text }: Block): string | undefined {
    const reader = Object.hasOwn(readers, language) ? readers[language] : undefined;
    const wrong = reader ? reader(text) : `no check for blocks of "${language}": see tests/docs/support/wrongBlocks.ts`;
    return wrong ? `${place}: ${wrong}` : undefined;
}

function partOf(files: string[]): (text: string) => string {
    const contents = files.map((file) => linesOf(readFileSync(join(repository, file), "utf8")));
    return (text) =>
        contents.some((lines) => lines.includes(linesOf(text)))
            ? ""
            : `no lines that follow one another in ${files.join(" or ")}, which a test runs`;
}

function filesIn(folder: string, ending: string): string[] {
    const files = readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" });
    return files.filter((file) => file.endsWith(ending)).map((file) => `${folder}/${file.split(sep).join("/")}`);
}

/** Returns the lines that are not blank, with normalized white space. */
function linesOf(text: string): string {
    const lines = text.split("\n").map((line) => line.trim().replace(/\s+/g, " "));
    return `\n${lines.filter(Boolean).join("\n")}\n`;
}

function thrownBy(read: (text: string) => unknown): (text: string) => string {
    return (text) => {
        try {
            read(text);
            return "";
        } catch (error) {
            return (error as Error).message;
        }
    };
}
