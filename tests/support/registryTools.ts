/** Programs that tests need and that npm's registry has, in the cache of engines: fetched once for each version. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cachedFolder } from "./cachedFolder";
import { npm } from "./packedProject";

/** What is wanted of the registry. */
export interface RegistryTool {
    /** The name of its folder in the cache: what it is, its version, and the machine that it is for, if any. */
    key: string;
    /** The npm package. */
    name: string;
    /** A version, or a range of which the newest is taken. */
    range: string;
    /** The folder of the package that is kept; all of it by default. */
    part?: string;
}

/**
 * Answers the tool's folder in the cache; installs the package first, without its scripts, if it is not there.
 *
 * @throws Error with npm's own words.
 */
export function registryTool({ key, name, range, part = "." }: RegistryTool): Promise<string> {
    return cachedFolder(key, async (staging) => {
        const manifest = { private: true, dependencies: { [name]: range } };
        writeFileSync(join(staging, "package.json"), JSON.stringify(manifest));
        await npm(["install", "--ignore-scripts", "--prefer-offline", "--no-package-lock"], staging);
        return join(staging, "node_modules", name, part);
    });
}
