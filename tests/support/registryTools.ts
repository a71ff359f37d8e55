/** Installs programs for tests from npm's registry into the cache, once for each version. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cachedFolder } from "./cachedFolder";
import { npm } from "./packedProject";

/** A program in the registry. */
export interface RegistryTool {
    /** The name of its folder in the cache, with its version and its platform, if any. */
    key: string;
    /** The npm package. */
    name: string;
    /** A version, or a range for its newest version. */
    range: string;
    /** The folder of the package to keep. The default is the whole package. */
    part?: string;
}

/**
 * Returns the tool's folder in the cache. If it does not exist, installs the package first, without its scripts.
 *
 * @throws Error with npm's message.
 */
export function registryTool({ key, name, range, part = "." }: RegistryTool): Promise<string> {
    return cachedFolder(key, async (staging) => {
        const manifest = { private: true, dependencies: { [name]: range } };
        writeFileSync(join(staging, "package.json"), JSON.stringify(manifest));
        await npm(["install", "--ignore-scripts", "--prefer-offline", "--no-package-lock"], staging);
        return join(staging, "node_modules", name, part);
    });
}
