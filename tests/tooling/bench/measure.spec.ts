import assert from "node:assert/strict";
import { measure } from "../../../bench/measure";

const node = (script: string) => ({
    file: process.execPath,
    args: ["-e", script],
    cwd: __dirname,
    env: process.env,
});

describe("measuring a command", () => {
    it("gives its wall time", async () => {
        const { seconds, failed } = await measure(node("setTimeout(() => {}, 200)"), 5_000);
        assert.equal(failed, undefined);
        assert.ok(seconds >= 0.2 && seconds < 3, `took ${seconds} s`);
    });

    it("includes the memory of its child processes, on Linux", async () => {
        const child = "const kept = Buffer.alloc(150 << 20, 1); setTimeout(() => kept.length, 600)";
        const parent = `require("node:child_process").spawnSync(process.execPath, ["-e", ${JSON.stringify(child)}])`;
        const { treePeakBytes = 0, providerPeakBytes } = await measure(node(parent), 10_000);
        assert.ok(process.platform !== "linux" || treePeakBytes > 200 * 2 ** 20, `${treePeakBytes} bytes`);
        assert.equal(providerPeakBytes, undefined);
    });

    it("counts the CPU time of a program's processes and of a provider's, on Linux", async () => {
        const child = "do for (let i = 0; i < 1e7; i += 1); while (process.cpuUsage().user < 400_000);";
        const start = (place: string) =>
            `require("node:child_process").spawnSync(process.execPath, ["-e", ${JSON.stringify(child)}, ${JSON.stringify(place)}]);`;
        const places = ["/@pulumi/pulumi/cmd/run", "/@pulumi/pulumi/cmd/run", "/cmd/dynamic-provider"];
        const { programCpuSeconds = 0, providerCpuSeconds = 0 } = await measure(
            node(places.map(start).join("")),
            10_000,
        );
        const isLinux = process.platform === "linux";
        assert.ok(!isLinux || (programCpuSeconds > 0.6 && programCpuSeconds < 1.5), `${programCpuSeconds} s`);
        assert.ok(!isLinux || (providerCpuSeconds > 0.2 && providerCpuSeconds < 0.8), `${providerCpuSeconds} s`);
    });

    it("gives the last output of a failed command", async () => {
        const { failed = "" } = await measure(node("console.error('because of this'); process.exit(3)"), 5_000);
        assert.match(failed, /^exited with code 3:\nbecause of this/);
    });

    it("kills a command that takes too long, with its children", async () => {
        const parent = `require("node:child_process").spawnSync("sleep", ["60"], { stdio: "inherit" })`;
        const { failed, seconds } = await measure(node(parent), 500);
        assert.equal(failed, "took longer than 0.5 s");
        assert.ok(seconds < 5, `ended after ${seconds} s`);
    });

    it("reports a command that cannot run", async () => {
        const { failed } = await measure({ ...node(""), file: "no-such-command" }, 500);
        assert.match(failed ?? "", /cannot run: .*ENOENT/);
    });
});
