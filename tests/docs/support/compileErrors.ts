/** Compiles the pages' TypeScript blocks in one program against the published form of the package. */
import { dirname, join } from "node:path";
import ts from "typescript";
import { type Page, repository } from "./pages";

/** The options of Pulumi's template, with top-level `await` and without a check of libraries. */
const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    // Each block is a module with its own names, also without an import.
    moduleDetection: ts.ModuleDetectionKind.Force,
    skipLibCheck: true,
    esModuleInterop: true,
    types: ["node"],
    // The plugin's SDK from its sources.
    paths: { "pulumi-mysafe-sdk": [join(repository, "sdk", "nodejs", "index.ts")] },
};

/** A block as a module. */
interface Source {
    text: string;
    place: string;
    /** The number of lines before the block. */
    linesBefore: number;
    /** The part of these lines that belongs to continued blocks. */
    linesContinued: number;
}

/** Returns the compiler errors of the blocks, one line each, with the block's page and line. */
export function compileErrors(pages: Iterable<Page>): string[] {
    const sources = new Map<string, Source>();
    for (const page of pages) {
        for (const [file, source] of sourcesOf(page)) {
            sources.set(file, source);
        }
    }
    const host = ts.createCompilerHost(options);
    const { fileExists, readFile, getSourceFile } = host;
    host.fileExists = (file) => sources.has(file) || fileExists(file);
    host.readFile = (file) => sources.get(file)?.text ?? readFile(file);
    host.getSourceFile = (file, languageVersion, ...others) => {
        const source = sources.get(file);
        return source
            ? ts.createSourceFile(file, source.text, languageVersion)
            : getSourceFile(file, languageVersion, ...others);
    };
    const program = ts.createProgram({ rootNames: [...sources.keys()], options, host });
    return ts.getPreEmitDiagnostics(program).flatMap(({ file, start, messageText }) => {
        const message = ts.flattenDiagnosticMessageText(messageText, " ");
        const source = file && sources.get(file.fileName);
        if (!source) {
            return `${file?.fileName ?? "the compiler"}: ${message}`;
        }
        const line = file.getLineAndCharacterOfPosition(start ?? 0).line;
        if (line < source.linesContinued) {
            // The block that contains the error reports it.
            return [];
        }
        const own = line - source.linesBefore + 1;
        return `${source.place}, ${own > 0 ? `line ${own}` : "what is given"}: ${message}`;
    });
}

/** Returns the blocks of a page as modules. They lie beside the page, so that relative imports work. */
function sourcesOf(page: Page): Map<string, Source> {
    const sources = new Map<string, Source>();
    let before = "";
    for (const [count, block] of page.blocks.filter(({ language }) => language === "ts").entries()) {
        const continued = block.continues ? before : "";
        const given = `${continued}${block.given}\n`;
        const text = `${given}${block.text}\n`;
        const file = join(repository, dirname(page.path), `block-${page.path.replaceAll("/", "-")}-${count}.ts`);
        sources.set(file, {
            text,
            place: block.place,
            linesBefore: linesOf(given),
            linesContinued: linesOf(continued),
        });
        before = text;
    }
    return sources;
}

function linesOf(text: string): number {
    return text.split("\n").length - 1;
}
