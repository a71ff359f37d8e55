/** The plugin as Pulumi installs it: the executable of the release's archive for this machine. */
import { join } from "node:path";
import { extract } from "tar";
import { pulumiPlugin } from "../release/programs";
import { ownTarget } from "../release/targets";
import { releaseVersion, writeRelease } from "../release/writeRelease";
import { runFolder } from "../tests/support/runFolder";

/** Returns the folder of the executable, and its path. */
export async function releasedPlugin(): Promise<{ folder: string; executable: string }> {
    const target = ownTarget();
    const folder = await runFolder("released-plugin", async (empty) => {
        await writeRelease([pulumiPlugin], [target], empty);
        const archive = pulumiPlugin.archiveName(target, releaseVersion());
        await extract({ file: join(empty, archive), cwd: empty });
    });
    return { folder, executable: join(folder, pulumiPlugin.executableName(target, releaseVersion())) };
}
