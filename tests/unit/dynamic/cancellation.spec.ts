import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:http2";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { watchEngine } from "../../../provider/src/dynamic/cancellation";

const folder = mkdtempSync(join(tmpdir(), "pulumi-mysafe-cancellation-"));

/** A fake of the SDK's dynamic provider process, with its file name and a server for the engine's calls. */
const program = `
require(${JSON.stringify(require.resolve("tsx/cjs"))});
const server = require("node:http2").createServer();
server.on("stream", (stream) => {
    stream.respond({ ":status": 200 });
    stream.end();
});
server.listen(0, "127.0.0.1", () => {
    const { watchEngine } = require(${JSON.stringify(join(__dirname, "../../../provider/src/dynamic/cancellation.ts"))});
    watchEngine().addEventListener("abort", () => console.log("cancelled"));
    console.log(server.address().port);
});
`;

describe("the signal of a run", () => {
    const running: ChildProcess[] = [];

    after(() => rmSync(folder, { recursive: true, force: true }));

    afterEach(() => {
        for (const child of running.splice(0)) {
            child.kill("SIGKILL");
        }
    });

    /** Starts such a process. `call` makes one of the engine's calls, and `line` returns the next line of output. */
    async function begin(name: string) {
        mkdirSync(join(folder, name), { recursive: true });
        writeFileSync(join(folder, name, "index.js"), program);
        const child = spawn(process.execPath, [join(folder, name, "index.js")], { stdio: ["pipe", "pipe", "inherit"] });
        running.push(child);
        const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
        const line = async (): Promise<string> => (await lines.next()).value;
        const session = connect(`http://127.0.0.1:${await line()}`);
        session.on("error", () => {});
        async function call(method: string): Promise<void> {
            const stream = session.request({ ":method": "POST", ":path": `/pulumirpc.ResourceProvider/${method}` });
            stream.resume();
            await once(stream.end(), "end");
        }
        return { child, line, call, session };
    }

    it("aborts when the engine calls Cancel, and at no other call", async () => {
        const { line, call, session } = await begin("dynamic-provider");
        await call("Create");
        await call("GetPluginInfo");
        const next = line();
        const first = await Promise.race([next, new Promise((resolve) => setImmediate(resolve, "nothing"))]);
        assert.equal(first, "nothing");
        await call("Cancel");
        assert.equal(await next, "cancelled");
        session.close();
    });

    it("aborts when the engine has ended, and the process ends after it", async () => {
        const { child, line, session } = await begin("dynamic-provider");
        session.close();
        const ended = once(child, "exit");
        child.stdin?.end();
        assert.equal(await line(), "cancelled");
        assert.deepEqual(await ended, [1, null]);
    });

    it("never aborts in another process, such as a program or a test", async () => {
        const listeners = process.stdin.listenerCount("end");
        assert.equal(watchEngine().aborted, false);
        assert.equal(process.stdin.listenerCount("end"), listeners);
        const { child, call, session } = await begin("program");
        child.stdin?.end();
        await call("Cancel");
        await call("Create");
        assert.equal(child.exitCode, null);
        session.close();
    });
});
