import assert from "node:assert/strict";
import { getEngine } from "../../../engine/engine";
import { engineVersion } from "../../../engine/versions";
import { closeAll, Sandbox } from "./sandbox";

describe("engine built with Go", () => {
    let sandbox: Sandbox;
    beforeEach(() => {
        sandbox = new Sandbox();
    });
    afterEach(closeAll);

    it("is built from the two modules, stripped, with their versions and the replacement", async () => {
        sandbox.go("1.24.0");
        assert.equal((await getEngine(sandbox.options())).source, "go");
        const builds = sandbox.seen("builds");
        assert.ok(builds.includes(`version.Version=v${engineVersion} `), builds);
        assert.match(builds, /-trimpath .*-s -w -X \S+version\.Version=\S+ .*pkg\/v3\/cmd\/pulumi$/m);
        assert.match(builds, /-trimpath .*-s -w -X \S+version\.Version=v3\.68\.0 .*cmd\/pulumi-language-nodejs$/m);
        assert.match(sandbox.seen("go.mod.seen"), /^replace github\.com\/atotto\/clipboard => /m);
    });

    it("logs its duration at the start, and then its step", async () => {
        sandbox.go("1.26.8", "echo example.com/some/package >&2; sleep 0.3");
        await getEngine(sandbox.options({ limits: { statusEveryMs: 100 } }));
        assert.ok(
            sandbox.log.includes(`building Pulumi ${engineVersion} with Go 1.26.8: about 4 minutes on two cores`),
        );
        assert.match(sandbox.log, /\[0:00\] compiling packages of pulumi: 1 so far/);
    });

    it("is skipped without Go", async () => {
        await assert.rejects(getEngine(sandbox.options()), /a build with Go: no go on PATH/);
    });

    it("is skipped when Go is too old", async () => {
        sandbox.go("1.21.3");
        await assert.rejects(getEngine(sandbox.options()), /go is version 1\.21\.3: 1\.24\.0 or newer is required/);
        assert.equal(sandbox.seen("builds"), "");
    });

    it("is skipped with Go's last line when the build fails, without credentials in URLs", async () => {
        sandbox.go("1.26.8", 'echo "go: reading https://me:secret@proxy.example/x: 403" >&2; exit 1');
        await assert.rejects(getEngine(sandbox.options()), (error: Error) => {
            assert.match(
                error.message,
                /go build ended with exit code 1: go: reading https:\/\/proxy\.example\/x: 403/,
            );
            assert.doesNotMatch(error.message + sandbox.log, /secret/);
            return true;
        });
    });

    it("is skipped when the result does not run", async () => {
        sandbox.go("1.26.8");
        sandbox.script("what-go-builds", "pulumi", "exit 2");
        await assert.rejects(getEngine(sandbox.options()), /a build with Go: .*pulumi ended with exit code 2/);
    });

    it("is for this machine, even when the caller cross-compiles", async () => {
        sandbox.go("1.26.8", 'echo "target: $GOOS$GOARCH" >> "$here/target"');
        Object.assign(sandbox.env, { GOOS: "plan9", GOARCH: "mips" });
        await getEngine(sandbox.options());
        assert.equal(sandbox.seen("target"), "target: \ntarget: \n");
    });
});
