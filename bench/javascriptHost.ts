/** Has the Node language host run plain JavaScript, as `typescript: false` in `Pulumi.yaml` asks for. */
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const name = "pulumi-language-nodejs";

/**
 * Today's engine sends the options of `Pulumi.yaml` with each request, and today's host reads them there. The last host
 * that can be built with Go reads them from its command line alone, where nobody gives them: it would load TypeScript, a
 * quarter of a second in each preview and each update, for programs that have none.
 *
 * @param folder Where to put a host that gives the option to that of the engine.
 * @returns What to put at the front of PATH; undefined where the engine's own host does as `Pulumi.yaml` says.
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
