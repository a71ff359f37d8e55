import assert from "node:assert/strict";
import { until } from "../../support/until";
import { type Attributes, describeTerraform, succeeded, withConfiguration } from "./support/configuration";

const count = 60;
const passwords = Array.from({ length: count }, (_, index) => ({ identifier: 1001 + index }));
const set = `resource "mysafe_password_disablement_set" "all" {\n  identifiers = range(1001, ${1001 + count})\n}\n`;
const apply = ["apply", "-no-color", "-input=false", "-auto-approve"];

describeTerraform("an apply after Ctrl-C", () => {
    it("ends within seconds with what was done in the state, and the next apply does the rest", async () => {
        await withConfiguration(
            { passwords, latencyMs: 100, settings: "max_concurrency = 1" },
            async (vault, configuration) => {
                configuration.write(set);
                const { process: tofu, ended } = configuration.start(...apply);
                await until(() => vault.count("disable") >= 5);
                const signalled = Date.now();
                process.kill(-(tofu.pid ?? 0), "SIGINT");
                const { exitCode, output } = await ended;
                assert.equal(exitCode, 1, output);
                assert.ok(Date.now() - signalled < 10_000, "the apply went on");
                const { results } = configuration.state()["mysafe_password_disablement_set.all"]?.attributes ?? {};
                const done = (results as Attributes[]).filter(({ status }) => status === "inactive");
                assert.ok(done.length > 0, JSON.stringify(results));
                assert.ok(vault.passwords().some(({ active }) => active));

                succeeded(await configuration.apply());
                assert.ok(vault.passwords().every(({ active, changes }) => !active && changes === 1));
            },
        );
    });

    it("ends in the same way where only the tool gets the signal, with single passwords", async () => {
        const all = `resource "mysafe_password_disablement" "p" {
  count      = ${count}
  identifier = 1001 + count.index
  on_destroy = "restore"
}
`;
        const settings = "max_concurrency = 1\n  max_retries = 0";
        await withConfiguration({ passwords, latencyMs: 100, settings }, async (vault, configuration) => {
            configuration.write(all);
            const { process: tofu, ended } = configuration.start(...apply);
            await until(() => vault.count("disable") >= 5);
            const signalled = Date.now();
            tofu.kill("SIGINT");
            const { exitCode, output } = await ended;
            assert.equal(exitCode, 1, output);
            assert.ok(Date.now() - signalled < 10_000, "the apply went on");
            const known = Object.values(configuration.state());
            const sent = new Set(
                vault.requests.filter(({ route }) => route === "disable").map(({ identifier }) => identifier),
            );
            assert.deepEqual(new Set(known.map(({ attributes }) => attributes.identifier)), sent);
            assert.ok(sent.size < count, `${sent.size} of ${count}`);

            succeeded(await configuration.apply());
            assert.ok(vault.passwords().every(({ active, changes }) => !active && changes === 1));
            assert.equal(vault.count("enable"), 0);
        });
    });
});
