/** Checks the syntax of blocks with commands, JSON, YAML and HCL. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";
import { parseAllDocuments } from "yaml";
import { type Block, repository } from "./pages";

/** The configuration that a test runs. Every HCL block must be a part of it. */
const configuration = "tests/clients/tofu/main.tf";

/** The check of each language. Another test compiles `ts`. An empty result means no problem. */
const readers: Record<string, (text: string) => string> = {
    sh: (text) => spawnSync("bash", ["-n"], { input: text, encoding: "utf8" }).stderr.trim(),
    json: thrownBy((text) => JSON.parse(text)),
    yaml: (text) =>
        parseAllDocuments(text)
            .flatMap(({ errors }) => errors.map(({ message }) => message))
            .join("; "),
    hcl: (text) =>
        linesOf(readFileSync(join(repository, configuration), "utf8")).includes(linesOf(text))
            ? ""
            : `no lines that follow one another in ${configuration}, which a test runs`,
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
