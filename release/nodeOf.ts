/** Gets Node for any platform from npm's registry, once for each version. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { extract } from "tar";
import { cachedFolder } from "../tests/support/cachedFolder";
import { npm } from "../tests/support/packedProject";
import { nodeVersion, type Target } from "./targets";

/**
 * Puts Node and its license into a folder. The cache keeps the tarball, because it is a third as large.
 *
 * @returns The path of the executable.
 * @throws Error if the tarball is another than the one of `targets.ts`.
 */
export async function nodeOf({ name, nodePackage, sha512 }: Target, folder: string): Promise<string> {
    const cached = await cachedFolder(`node-tarball-${nodeVersion}-${name}`, async (staging) => {
        await npm(["pack", "--pack-destination", ".", `${nodePackage}@${nodeVersion}`], staging);
        return staging;
    });
    const [tarball = ""] = readdirSync(cached);
    const file = join(cached, tarball);
    if (createHash("sha512").update(readFileSync(file)).digest("base64") !== sha512) {
        throw new Error(`${file} is not the tarball that release/targets.ts expects: remove its folder or correct it`);
    }
    await extract({ file, cwd: folder, strip: 1, filter: (path) => /\/(bin\/node(\.exe)?|LICENSE)$/.test(path) });
    return join(folder, "bin", name.startsWith("win-") ? "node.exe" : "node");
}
