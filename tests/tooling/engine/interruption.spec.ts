import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { getEngine } from "../../../engine/engine";
import { isRunning } from "../support/isRunning";
import { closeAll, engineFolder, Sandbox, until } from "./sandbox";

describe("an engine, interrupted or requested twice", () => {
    let sandbox: Sandbox;
    let children: ChildProcess[];
    beforeEach(() => {
        sandbox = new Sandbox();
        // Without curl, the engine skips the installer at once.
        rmSync(join(sandbox.tools, "curl"));
        sandbox.env.PULUMI_MYSAFE_ENGINE_CACHE = sandbox.cacheRoot;
        children = [];
    });
    afterEach(async () => {
        for (const child of children) {
            child.kill("SIGKILL");
        }
        await closeAll();
    });

    const slowGo = 'sleep 30 & echo $! > "$here/sleeping"; echo $$ > "$here/building"; wait';
    const start = (...args: string[]) => {
        const child = spawn(process.execPath, ["--require", "tsx/cjs", join(__dirname, "child.ts"), ...args], {
            env: sandbox.env,
            stdio: ["ignore", "pipe", "pipe"],
        });
        children.push(child);
        const ended = new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
            child.once("exit", (...how) => resolve(how));
        });
        return { child, ended, stdout: text(child.stdout), stderr: text(child.stderr) };
    };
    const building = () => until(() => sandbox.seen("building") !== "");
    const entries = () => (existsSync(sandbox.cacheRoot) ? readdirSync(sandbox.cacheRoot) : []);
    const whole = [engineFolder];

    it("works the next time after a kill, without a leftover staging folder or lock", async () => {
        sandbox.go("1.26.8", slowGo);
        const { child, ended } = start();
        await building();
        child.kill("SIGKILL");
        await ended;
        process.kill(-Number(sandbox.seen("building")), "SIGKILL");
        assert.ok(entries().some((name) => name.startsWith("staging-")));

        sandbox.go("1.26.8");
        const started = Date.now();
        const engine = await getEngine(sandbox.options({ limits: { lockStaleMs: 2_000 } }));
        assert.equal(engine.source, "go");
        assert.deepEqual(entries(), whole);
        assert.ok(Date.now() - started < 8_000);
    });

    for (const signal of ["SIGINT", "SIGTERM"] as const) {
        it(`kills its children and removes the staging folder on ${signal}`, async () => {
            sandbox.go("1.26.8", slowGo);
            const { child, ended } = start();
            await building();
            child.kill(signal);
            assert.deepEqual(await ended, [null, signal]);
            assert.deepEqual(entries(), []);
            await until(() => ["building", "sleeping"].every((name) => !isRunning(Number(sandbox.seen(name)))));
        });
    }

    it("does not end a program that listens for the signal", async () => {
        sandbox.go("1.26.8", slowGo);
        const { child, ended, stdout, stderr } = start("listening");
        await building();
        child.kill("SIGINT");
        assert.deepEqual(await ended, [1, null]);
        assert.equal(await stdout, "heard\n");
        assert.match(await stderr, /^A signal interrupted the search for a Pulumi engine \(SIGINT\)\.$/m);
        assert.deepEqual(entries(), []);
    });

    it("is made once when two processes request it at the same time", async () => {
        sandbox.go("1.26.8", "sleep 0.7");
        const runs = [start(), start()];
        const engines = await Promise.all(runs.map(async (run) => JSON.parse(await run.stdout)));
        assert.deepEqual(engines.map(({ source }) => source).sort(), ["cache", "go"]);
        assert.equal(engines[0].folder, engines[1].folder);
        assert.equal(sandbox.seen("builds").trim().split("\n").length, 2);
        const log = (await Promise.all(runs.map((run) => run.stderr))).join("");
        assert.match(log, /waiting for another process that is getting the engine/);
        assert.deepEqual(entries(), whole);
    });
});
