import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { type EngineOptions, getEngine } from "../../../engine/engine";
import { engineVersion } from "../../../engine/versions";
import { isRunning } from "../support/isRunning";
import { closeAll, Sandbox, serve, until } from "./sandbox";

describe("engine from the installer", () => {
    let sandbox: Sandbox;
    beforeEach(() => {
        sandbox = new Sandbox();
    });
    afterEach(closeAll);

    const install = (url: string, limits: EngineOptions["limits"] = {}) =>
        getEngine(sandbox.options({ installer: undefined, installerUrl: url, limits }));
    const serveScript = (script: string) => serve((_, response) => response.end(`#!/bin/sh\n${script}\n`));

    it("is installed into the cache, with the version and without touching the user's PATH", async () => {
        const fakes = sandbox.engine("release");
        const url = await serveScript(
            `echo "$@" > "$HOME/arguments"; mkdir -p "$4/bin"; cp "${fakes}"/* "$4/bin"; echo x > "$TMPDIR/archive"`,
        );
        const engine = await install(url);
        assert.equal(engine.source, "installer");
        const [version, rest] = sandbox.seen("arguments").split(" --install-root ");
        assert.equal(version, `--version ${engineVersion}`);
        assert.match(rest ?? "", /^\S+ --no-edit-path$/m);
        assert.equal((await install(url)).source, "cache");
        assert.equal(readdirSync(sandbox.cacheRoot).length, 1);
    });

    it("fails if the server never responds", async () => {
        const url = await serve(() => undefined);
        const started = Date.now();
        await assert.rejects(
            install(url, { installerAnswerMs: 300 }),
            /the installer: no response from .* within 0\.3 s/,
        );
        assert.ok(Date.now() - started < 2_500);
    });

    it("fails if the download of the script never ends", async () => {
        const url = await serve((_, response) => response.write("#!/bin/sh\n"));
        await assert.rejects(install(url, { installerAnswerMs: 300 }), /no response from .* within 0\.3 s/);
    });

    it("is skipped when the server responds with an error", async () => {
        const url = await serve((_, response) => response.writeHead(503).end());
        await assert.rejects(install(url), /the installer: cannot download .*: .*503/);
    });

    it("is killed with all its children when nothing arrives", async () => {
        const url = await serveScript(`sleep 60 & echo $! > "$HOME/child"; wait`);
        await assert.rejects(install(url, { installerStallMs: 400 }), /its script received nothing for 0\.4 s/);
        const child = Number(sandbox.seen("child"));
        await until(() => !isRunning(child));
    });

    it("continues while its download grows", async () => {
        const fakes = sandbox.engine("release");
        const url = await serveScript(
            `for i in 1 2 3 4 5 6 7; do echo part >> "$TMPDIR/archive"; sleep 0.2; done
            mkdir -p "$4/bin"; cp "${fakes}"/* "$4/bin"`,
        );
        assert.equal((await install(url, { installerStallMs: 1_000 })).source, "installer");
    });

    it("is skipped with the script's last line when it fails", async () => {
        const url = await serveScript("echo error: failed to download >&2; exit 1");
        await assert.rejects(install(url), /its script ended with exit code 1: error: failed to download/);
    });

    it("is skipped when it installs too old a version", async () => {
        const fakes = sandbox.engine("release", "3.1.0");
        const url = await serveScript(`mkdir -p "$4/bin"; cp "${fakes}"/* "$4/bin"`);
        await assert.rejects(install(url), /the installer: .* is version 3\.1\.0: 3\.216\.0 or newer is required/);
    });

    it("does not pass the caller's GitHub token to the script", async () => {
        sandbox.env.GITHUB_TOKEN = "leaked";
        const url = await serveScript(`echo "token: $GITHUB_TOKEN" > "$HOME/token"; exit 1`);
        await assert.rejects(install(url));
        assert.equal(sandbox.seen("token"), "token: \n");
    });
});
