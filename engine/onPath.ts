/** Finds executables and engines on PATH. */
import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { checkLanguageHost, checkPulumi } from "./check";
import type { Context, Found, Unusable } from "./context";
import { pathVariable } from "./environment";

/** The three executables of an engine for Node programs. */
export const engineParts = ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"] as const;

/** Returns the file name of an executable: on Windows `.exe`, except the resource provider, which is a script. */
export function fileName(name: string, platform: NodeJS.Platform): string {
    if (platform !== "win32") {
        return name;
    }
    return name === "pulumi-resource-pulumi-nodejs" ? `${name}.cmd` : `${name}.exe`;
}

/** Returns every executable of this name on PATH, in PATH's order. */
export function findOnPath(name: string, context: Pick<Context, "env" | "platform">): string[] {
    const separator = context.platform === "win32" ? ";" : ":";
    const folders = (context.env[pathVariable(context.env)] ?? "").split(separator).filter(Boolean);
    const files = folders.map((folder) => join(resolve(folder), fileName(name, context.platform)));
    return [...new Set(files)].filter(isExecutable);
}

/** Returns the first `pulumi` on PATH that is new enough and has its Node language host, or why there is none. */
export async function pulumiOnPath(context: Context): Promise<Found | Unusable> {
    const reasons: string[] = [];
    for (const pulumi of findOnPath("pulumi", context)) {
        const attempt = await tryPulumi(pulumi, context);
        if ("version" in attempt) {
            return attempt;
        }
        reasons.push(attempt.reason);
    }
    return { reason: reasons.join("; ") || "no pulumi on PATH" };
}

async function tryPulumi(pulumi: string, context: Context): Promise<Found | Unusable> {
    const checked = await checkPulumi(pulumi, context);
    if ("reason" in checked) {
        return checked;
    }
    for (const part of engineParts.slice(1)) {
        const file = fileName(part, context.platform);
        // The engine's own order: PATH, with its own folder first, then the folder of the real executable.
        const real = join(dirname(realpathSync(pulumi)), file);
        const found = [join(dirname(pulumi), file), ...findOnPath(part, context), real].find(isExecutable);
        if (!found) {
            const what = part === "pulumi-language-nodejs" ? "its Node language host" : "its Node dynamic provider";
            return { reason: `${pulumi} (${checked.version}) lacks ${what}, ${part}` };
        }
        const unusable = part === "pulumi-language-nodejs" ? await checkLanguageHost(found, context) : undefined;
        if (unusable) {
            return unusable;
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
