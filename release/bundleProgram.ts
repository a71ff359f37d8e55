/** Bundles a program into one script, and collects the licenses of what it contains. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import type { Program } from "./programs";
import { nodeVersion } from "./targets";

const root = join(__dirname, "..");

/** A bundle. */
export interface Bundle {
    code: Uint8Array;
    /** The files in it, from the root of the repository, with `/`. */
    files: string[];
}

/** Bundles a program with its version and its schema. Only modules of Node stay outside. */
export async function bundleProgram({ entry }: Program): Promise<Bundle> {
    const { outputFiles, metafile } = await build({
        entryPoints: [entry],
        absWorkingDir: root,
        bundle: true,
        platform: "node",
        target: `node${nodeVersion}`,
        format: "cjs",
        minifySyntax: true,
        minifyWhitespace: true,
        legalComments: "none",
        metafile: true,
        write: false,
    });
    return { code: outputFiles[0]?.contents ?? new Uint8Array(), files: Object.keys(metafile.inputs) };
}

/** Returns the licenses of the packages in a bundle as one text. */
export function licensesOf({ files }: Bundle): string {
    const folders = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
    return [...new Set(folders)]
        .sort()
        .map((folder) => {
            const manifest = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
            const { name, version, license, author } = manifest;
            const owner = author?.name ?? author ?? "its authors";
            const texts = readdirSync(join(root, folder))
                .filter((file) => /^(licen[cs]e|notice)/i.test(file))
                .map((file) => readFileSync(join(root, folder, file), "utf8").trim());
            return [`## ${name} ${version} by ${owner} (${license})`, ...texts].join("\n\n");
        })
        .join("\n\n");
}
