import assert from "node:assert/strict";
import {
    describeTerraform,
    errorsIn,
    failedWith,
    hasChanges,
    succeeded,
    withConfiguration,
} from "./support/configuration";

const numbers = Array.from({ length: 20 }, (_, index) => 1001 + index);
const passwords = numbers.map((identifier) => ({ identifier }));
const twenty = `
resource "mysafe_password_disablement" "p" {
  count      = 20
  identifier = 1001 + count.index
}
`;

describeTerraform("a vault that is away", () => {
    it("fails a first plan, a refresh and a destroy once for 20 resources, and a destroy needs no vault", async () => {
        await withConfiguration({ passwords, settings: "max_retries = 0" }, async (vault, configuration) => {
            configuration.write(twenty);
            succeeded(await configuration.apply());
            await vault.close();
            const refresh = failedWith(await configuration.plan(), /failed: .*ECONNREFUSED/, "Cause: ", "Solution: ");
            assert.equal(errorsIn(refresh).length, 1, refresh.output);
            const destroy = ["destroy", "-no-color", "-auto-approve"];
            const failed = failedWith(await configuration.run(...destroy), "ECONNREFUSED");
            assert.equal(errorsIn(failed).length, 1, failed.output);
            const first = failedWith(
                await configuration.plan("-refresh=false", "-replace=mysafe_password_disablement.p[3]"),
            );
            assert.ok(errorsIn(first).length <= 1, first.output);
            succeeded(await configuration.run(...destroy, "-refresh=false"));
        });
    });

    it("fails an apply with one explanation, and the next apply disables all", async () => {
        await withConfiguration({ passwords, settings: "max_retries = 0" }, async (vault, configuration) => {
            configuration.write(twenty);
            hasChanges(await configuration.plan("-out=saved.plan"));
            vault.inject({ kind: "unavailable503", route: "disable", times: Number.POSITIVE_INFINITY });
            const { output } = failedWith(await configuration.run("apply", "-no-color", "saved.plan"), "503");
            assert.equal(output.match(/Solution: /g)?.length, 1, output);
            vault.clearFaults();
            succeeded(await configuration.apply());
            assert.ok(vault.passwords().every(({ active, changes }) => !active && changes === 1));
            assert.equal(vault.count("enable"), 0);
        });
    });
});
