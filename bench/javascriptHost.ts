/** Makes the Node language host run plain JavaScript, as `typescript: false` in `Pulumi.yaml` requests. */
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const name = "pulumi-language-nodejs";

/**
 * Today's engine sends the options of `Pulumi.yaml` with each request, and today's host reads them there. The last host
 * that builds with Go reads them only from its command line, which the engine leaves empty. It would load TypeScript
 * for plain JavaScript too, which costs a quarter of a second in each preview and each update.
 *
 * @param folder The folder for a wrapper that passes the option to the engine's host.
 * @returns The folder for the front of PATH. Undefined if the engine's own host obeys `Pulumi.yaml`.
 */
export function javascriptHost(engineFolder: string, folder: string): string | undefined {
    const host = join(engineFolder, name);
    const { stdout, stderr } = spawnSync(host, ["-help"], { encoding: "utf8" });
    if (!/^\s*-typescript\b/m.test(`${stdout}${stderr}`)) {
        return undefined;
    }
    mkdirSync(folder, { recursive: true });
    const link = join(folder, "host");
    rmSync(link, { force: true });
    symlinkSync(host, link);
    writeFileSync(join(folder, name), '#!/bin/sh\nexec "$(dirname "$0")/host" -typescript=false "$@"\n', {
        mode: 0o755,
    });
    return folder;
}
