import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { until } from "../../support/until";
import { describeTerraform, succeeded, withConfiguration } from "./support/configuration";

const count = 200;
const passwords = Array.from({ length: count }, (_, index) => ({ identifier: 1001 + index }));

/** Returns the ids of the processes of a group. */
function groupOf(id: number): number[] {
    const lines = execFileSync("ps", ["-A", "-o", "pid=,pgid=,stat="], { encoding: "utf8" }).trim().split("\n");
    return lines
        .map((line) => line.trim().split(/\s+/))
        .filter(([, group, state = ""]) => Number(group) === id && !state.startsWith("Z"))
        .map(([pid]) => Number(pid));
}

describeTerraform("a killed tool during an apply", () => {
    it("leaves no running provider, and the next apply disables all", async () => {
        await withConfiguration({ passwords, latencyMs: 50 }, async (vault, configuration) => {
            configuration.write(
                `resource "mysafe_password_disablement_set" "all" {\n  identifiers = range(1001, ${1001 + count})\n}\n`,
            );
            const { process: tofu, ended } = configuration.start(
                "apply",
                "-no-color",
                "-input=false",
                "-auto-approve",
                "-lock=false",
            );
            await until(() => vault.count("disable") >= 10);
            const killed = Date.now();
            tofu.kill("SIGKILL");
            await until(() => groupOf(tofu.pid ?? 0).length === 0);
            const seconds = (Date.now() - killed) / 1000;
            assert.ok(seconds < 6, `the provider ended after ${seconds} s`);
            await ended;
            assert.ok(
                vault.passwords().some(({ active }) => active),
                "the provider went on to the end",
            );

            succeeded(await configuration.apply("-lock=false"));
            assert.ok(vault.passwords().every(({ active, changes }) => !active && changes === 1));
            succeeded(await configuration.plan());
        });
    });
});
