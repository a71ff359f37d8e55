/** The plugin as Pulumi installs it: the executable of the release's archive for this machine. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { extract } from "tar";
import { executableName, ownTarget } from "../release/targets";
import { writeRelease } from "../release/writeRelease";
import { runFolder } from "../tests/support/runFolder";

/** Returns the folder of the executable, and its path. */
export async function releasedPlugin(): Promise<{ folder: string; executable: string }> {
    const target = ownTarget();
    const folder = await runFolder("released-plugin", async (empty) => {
        await writeRelease([target], empty);
        const archive = readdirSync(empty).find((name) => name.endsWith(".tar.gz")) ?? "";
        await extract({ file: join(empty, archive), cwd: empty });
    });
    return { folder, executable: join(folder, executableName(target)) };
}
