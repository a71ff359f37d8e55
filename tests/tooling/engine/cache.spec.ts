import assert from "node:assert/strict";
import { readdirSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheRootOf } from "../../../engine/cache";
import { type Engine, getEngine } from "../../../engine/engine";
import { closeAll, engineFolder, Sandbox } from "./sandbox";

describe("engine in the cache", () => {
    let sandbox: Sandbox;
    let made: Engine;
    beforeEach(async () => {
        sandbox = new Sandbox();
        sandbox.go("1.26.8");
        made = await getEngine(sandbox.options());
        sandbox.lines.length = 0;
    });
    afterEach(closeAll);

    const pulumi = () => join(made.folder, "pulumi");
    const sameSize = (script: string) => script.padEnd(statSync(pulumi()).size, "\n");
    const builds = () => sandbox.seen("builds").trim().split("\n").length / 2;

    it("is used the next time without another build", async () => {
        assert.equal(made.source, "go");
        assert.deepEqual(await getEngine(sandbox.options()), { ...made, source: "cache" });
        assert.equal(builds(), 1);
    });

    it("is keyed by version, platform and architecture", () => {
        assert.equal(made.folder, join(sandbox.cacheRoot, engineFolder));
    });

    it("has the dynamic provider of the npm package", () => {
        assert.ok(readdirSync(made.folder).includes("pulumi-resource-pulumi-nodejs"));
    });

    for (const [how, damage, logged] of [
        [
            "partly copied",
            () => truncateSync(join(made.folder, "pulumi-resource-pulumi-nodejs"), 5),
            /5 bytes instead of/,
        ],
        ["missing a file", () => rmSync(pulumi()), /pulumi has no bytes instead of/],
        ["incomplete", () => rmSync(join(made.folder, "engine.json")), /so it is incomplete/],
        ["not runnable", () => writeFileSync(pulumi(), sameSize("#!/bin/sh\nexit 13\n")), /damaged: .* exit code 13/],
    ] as const) {
        it(`is replaced when ${how}`, async () => {
            damage();
            assert.deepEqual(await getEngine(sandbox.options()), made);
            assert.match(sandbox.log, logged);
            assert.equal(builds(), 2);
            assert.deepEqual(readdirSync(sandbox.cacheRoot), [engineFolder]);
        });
    }

    it("is in the cache folder of each platform, unless PULUMI_MYSAFE_ENGINE_CACHE is set", () => {
        const tail = join("pulumi-mysafe", "engine");
        const home = { HOME: "/home/me", USERPROFILE: "/home/me" };
        assert.equal(cacheRootOf(home, "linux"), join("/home/me/.cache", tail));
        assert.equal(cacheRootOf({ ...home, XDG_CACHE_HOME: "/xdg" }, "linux"), join("/xdg", tail));
        assert.equal(cacheRootOf({ ...home, XDG_CACHE_HOME: "relative" }, "linux"), join("/home/me/.cache", tail));
        assert.equal(cacheRootOf(home, "darwin"), join("/home/me/Library/Caches", tail));
        assert.equal(cacheRootOf({ ...home, LOCALAPPDATA: "/local" }, "win32"), join("/local", tail));
        assert.equal(cacheRootOf({ ...home, PULUMI_MYSAFE_ENGINE_CACHE: "/mine" }, "linux"), "/mine");
    });
});
