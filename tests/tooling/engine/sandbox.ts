/** An isolated environment for the engine's tests, with its own PATH, fake engines, Go and installer. */
import {
    accessSync,
    constants,
    mkdirSync,
    mkdtempSync,
    readFileSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import type { EngineOptions } from "../../../engine/engine";
import { engineVersion } from "../../../engine/versions";

/** The name of a finished engine's folder in the cache. */
export const engineFolder = `v${engineVersion}-${process.platform}-${process.arch}`;

const tools = ["sh", "cat", "chmod", "cp", "curl", "mkdir", "sleep"];
const closing: (() => void | Promise<void>)[] = [];

/** Folders and an environment without this machine's own Pulumi and Go. */
export class Sandbox {
    readonly folder = mkdtempSync(join(tmpdir(), "pulumi-mysafe-engine-"));
    readonly cacheRoot = join(this.folder, "cache");
    readonly tools = join(this.folder, "tools");
    readonly lines: string[] = [];
    readonly env: NodeJS.ProcessEnv = { HOME: this.folder, PATH: this.tools, NO_PROXY: "127.0.0.1" };

    constructor() {
        mkdirSync(this.tools);
        for (const tool of tools) {
            symlinkSync(onThisMachine(tool), join(this.tools, tool));
        }
        closing.push(() => rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }));
    }

    /** Returns options for getEngine. By default the installer is unusable. */
    options(more: EngineOptions = {}): EngineOptions {
        return {
            env: this.env,
            cacheRoot: this.cacheRoot,
            log: (line) => this.lines.push(line),
            installer: async () => ({ reason: "not in this test" }),
            ...more,
        };
    }

    /** Prepends a folder to PATH. */
    addToPath(folder: string): void {
        this.env.PATH = `${folder}${delimiter}${this.env.PATH}`;
    }

    /** Writes an executable script into a folder of the sandbox. Returns the folder. */
    script(folder: string, name: string, body: string): string {
        const path = join(this.folder, folder, name);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
        return dirname(path);
    }

    /** Writes a complete fake engine. Returns its folder. */
    engine(folder: string, version = engineVersion): string {
        this.script(folder, "pulumi", `echo v${version}`);
        this.script(folder, "pulumi-language-nodejs", languageHostBody);
        return this.script(folder, "pulumi-resource-pulumi-nodejs", ":");
    }

    /** Puts a fake Go on PATH. Its `go build` runs `build` and then writes a fake program. */
    go(version: string, build = ":"): void {
        const fakes = this.engine("what-go-builds");
        this.addToPath(
            this.script(
                "go-bin",
                "go",
                `here=${this.folder}
case "$1" in
version) echo "go version go${version} fake/fake" ;;
get) echo "go: downloading example v1" >&2; cat go.mod >> "$here/go.mod.seen" ;;
build)
    ${build}
    echo "$@" >> "$here/builds"
    while [ "$1" != "-o" ]; do shift; done
    cp "${fakes}/\${2##*/}" "$2" ;;
esac`,
            ),
        );
    }

    /** Returns the content that a fake wrote into a file of the sandbox, or "". */
    seen(name: string): string {
        try {
            return readFileSync(join(this.folder, name), "utf8");
        } catch {
            return "";
        }
    }

    /** The log of getEngine. */
    get log(): string {
        return this.lines.join("\n");
    }
}

/** The script of a fake Node language host. Like a real one, it lists its flags on stderr. */
export const languageHostBody = `echo "Usage of $0:" >&2`;

/** Serves a fake installer on loopback. Returns its URL. */
export async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closing.push(() => {
        server.closeAllConnections();
        return new Promise((resolve) => server.close(() => resolve()));
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/install.sh`;
}

/** Closes all servers and removes all sandboxes of the test, in `afterEach`. */
export async function closeAll(): Promise<void> {
    for (const close of closing.splice(0).reverse()) {
        await close();
    }
}

/** Waits until a condition holds, for at most five seconds. */
export async function until(holds: () => boolean): Promise<void> {
    const deadline = Date.now() + 5_000;
    while (!holds()) {
        if (Date.now() > deadline) {
            throw new Error("the condition did not hold within 5 s");
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
}

function onThisMachine(tool: string): string {
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
        try {
            accessSync(join(folder, tool), constants.X_OK);
            return join(folder, tool);
        } catch {
            // Not in this folder.
        }
    }
    throw new Error(`these tests require ${tool} on PATH`);
}
