/** Looks for executables on PATH, and for a whole engine there. */
import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { checkLanguageHost, checkPulumi } from "./check";
import type { Context, Found, Refused } from "./context";
import { pathVariable } from "./environment";

/** The three executables that make up an engine for Node programs. */
export const engineParts = ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"] as const;

/** The file name of an executable: on Windows all are `.exe`, but for the resource provider, a script. */
export function fileName(name: string, platform: NodeJS.Platform): string {
    if (platform !== "win32") {
        return name;
    }
    return name === "pulumi-resource-pulumi-nodejs" ? `${name}.cmd` : `${name}.exe`;
}

/** Every executable of this name on PATH, in PATH's order. */
export function findOnPath(name: string, context: Pick<Context, "env" | "platform">): string[] {
    const separator = context.platform === "win32" ? ";" : ":";
    const folders = (context.env[pathVariable(context.env)] ?? "").split(separator).filter(Boolean);
    const files = folders.map((folder) => join(resolve(folder), fileName(name, context.platform)));
    return [...new Set(files)].filter(isExecutable);
}

/** The first `pulumi` on PATH that is new enough and has its Node language host, or why there is none. */
export async function pulumiOnPath(context: Context): Promise<Found | Refused> {
    const refusals: string[] = [];
    for (const pulumi of findOnPath("pulumi", context)) {
        const attempt = await tryPulumi(pulumi, context);
        if ("version" in attempt) {
            return attempt;
        }
        refusals.push(attempt.refused);
    }
    return { refused: refusals.join("; ") || "no pulumi there" };
}

async function tryPulumi(pulumi: string, context: Context): Promise<Found | Refused> {
    const checked = await checkPulumi(pulumi, context);
    if ("refused" in checked) {
        return checked;
    }
    for (const part of engineParts.slice(1)) {
        const file = fileName(part, context.platform);
        // As the engine looks for them: on PATH, where its own folder will come first, then beside the real executable.
        const real = join(dirname(realpathSync(pulumi)), file);
        const found = [join(dirname(pulumi), file), ...findOnPath(part, context), real].find(isExecutable);
        if (!found) {
            const what = part === "pulumi-language-nodejs" ? "its Node language host" : "its Node dynamic provider";
            return { refused: `${pulumi} (${checked.version}) lacks ${what}, ${part}` };
        }
        const refused = part === "pulumi-language-nodejs" ? await checkLanguageHost(found, context) : undefined;
        if (refused) {
            return refused;
        }
    }
    return { folder: dirname(pulumi), version: checked.version };
}

function isExecutable(file: string): boolean {
    try {
        accessSync(file, constants.X_OK);
        return statSync(file).isFile();
    } catch {
        return false;
    }
}
