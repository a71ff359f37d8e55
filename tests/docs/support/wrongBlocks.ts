/** Reads the pages' blocks that no compiler is for: commands, JSON and YAML. */
import { spawnSync } from "node:child_process";
import { parseAllDocuments } from "yaml";
import type { Block } from "./pages";

/** What is said of each language's blocks; `ts` is compiled, all at once, and the others are shown, not read. */
const readers: Record<string, (text: string) => string> = {
    sh: (text) => spawnSync("bash", ["-n"], { input: text, encoding: "utf8" }).stderr.trim(),
    json: thrownBy((text) => JSON.parse(text)),
    yaml: (text) =>
        parseAllDocuments(text)
            .flatMap(({ errors }) => errors.map(({ message }) => message))
            .join("; "),
    ts: () => "",
    csv: () => "",
    html: () => "",
    text: () => "",
    "": () => "",
};

/** What is wrong with a block, with its place; undefined where nothing is. */
export function whatIsWrong({ place, language, text }: Block): string | undefined {
    const reader = Object.hasOwn(readers, language) ? readers[language] : undefined;
    const wrong = reader ? reader(text) : `no check for blocks of "${language}": see tests/docs/support/wrongBlocks.ts`;
    return wrong ? `${place}: ${wrong}` : undefined;
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
