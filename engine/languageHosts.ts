/** Makes the language hosts of YAML, Python and Go programs, for tests: an installed Pulumi has them. */
import { chmodSync, copyFileSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cachedFolder, missingFromManifest, publish } from "./cache";
import { type Context, EngineError } from "./context";
import { contextOf, type EngineOptions } from "./engine";
import { buildPrograms, findGo, goEnvironment } from "./goBuild";
import { failureOf, run } from "./run";
import { hostPrograms, sdkVersion } from "./versions";
import { withStaging } from "./withStaging";

/** The script that runs a Python program, beside its host. It comes from the SDK's module. */
const pythonExec = "pulumi-language-python-exec";

/**
 * Builds the hosts into the cache, or finds them there. Returns their folder, which belongs on PATH.
 *
 * @throws EngineError if there is no Go, or if a build fails.
 */
export async function getLanguageHosts(options: EngineOptions = {}): Promise<{ folder: string }> {
    const interrupted = new AbortController();
    const engine = contextOf(options, interrupted.signal);
    const versions = [...hostPrograms.map(({ version }) => version), sdkVersion].join("-");
    const context = { ...engine, cacheRoot: join(engine.cacheRoot, "..", "hosts", versions) };
    const folder = cachedFolder(context);
    if (isComplete(folder)) {
        return { folder };
    }
    return withStaging(context, interrupted, async (stage) => {
        // Another process may have made them meanwhile.
        if (isComplete(folder)) {
            return { folder };
        }
        rmSync(folder, { recursive: true, force: true });
        const staging = stage();
        const made = await buildPrograms(context, staging, hostPrograms, {
            name: "language hosts",
            duration: "a minute on two cores",
        });
        if ("reason" in made) {
            throw new EngineError(`No language hosts for YAML, Python and Go: ${made.reason}`);
        }
        await addPythonExec(context, staging, made.folder);
        return { folder: publish(made.folder, context) };
    });
}

function isComplete(folder: string): boolean {
    return existsSync(folder) && missingFromManifest(folder) === undefined;
}

async function addPythonExec(context: Context, staging: string, folder: string): Promise<void> {
    const go = await findGo(context);
    const module = `github.com/pulumi/pulumi/sdk/v3@v${sdkVersion}`;
    const downloaded =
        "reason" in go
            ? undefined
            : await run(go.path, ["mod", "download", "-json", module], {
                  env: goEnvironment(context, go.version, staging),
                  cwd: staging,
                  limitMs: context.limits.goMs,
                  signal: context.signal,
              });
    if (downloaded === undefined || failureOf(downloaded)) {
        throw new EngineError(`No ${pythonExec}: go mod download ${module} ${downloaded && failureOf(downloaded)}`);
    }
    const { Dir: source } = JSON.parse(downloaded.stdout) as { Dir: string };
    const file = join(folder, pythonExec);
    copyFileSync(join(source, "python", "cmd", pythonExec), file);
    chmodSync(file, 0o755);
}
