import assert from "node:assert/strict";
import { unknownValue } from "../../../provider/src/shared/properties";
import { checkDataSource, readDataSource } from "../../../provider/src/terraform/dataSources";
import { closeAll } from "../support/vault";
import { startVault, walkOf } from "./support/terraformRun";

describe("a data source of the Terraform provider", () => {
    after(closeAll);

    it("finds passwords by the arguments of the configuration, with the text of the argument in errors", async () => {
        const { run } = walkOf(await startVault());
        const { passwords, identifiers } = await readDataSource(run, "mysafe_passwords", { name_contains: "build" });
        assert.deepEqual(identifiers, [330]);
        assert.deepEqual(passwords, [
            {
                identifier: 330,
                name: "Build server, old account",
                username: "svc-build",
                url: "https://ci.example.com",
                tags: ["service-account"],
                can_view: true,
                can_write: true,
            },
        ]);
        const none = readDataSource(run, "mysafe_password", { url_contains: "nowhere" });
        await assert.rejects(none, /^SearchError: mysafe_password \{ url_contains = "nowhere" \} found no password/);
        const one = await readDataSource(run, "mysafe_password", { name_contains: "build", username: null });
        assert.deepEqual([one.identifier, one.username], [330, "svc-build"]);
        const same = await readDataSource(run, "mysafe_password", { username: "SVC-BUILD" });
        assert.deepEqual([same.name, same.username], ["Build server, old account", "SVC-BUILD"]);
        const empty = readDataSource(run, "mysafe_password", { name_contains: " " });
        await assert.rejects(empty, /`name_contains` must be a text that is not empty/);
    });

    it("lists the passwords again in an apply, which can have changed them", async () => {
        const vault = await startVault({ listInactive: false });
        const { run } = walkOf(vault);
        const search = () => readDataSource(run, "mysafe_passwords", { tag: "service-account" });
        assert.deepEqual((await search()).identifiers, [330, 331]);
        run.markApply();
        vault.setActive(330, false);
        assert.deepEqual((await search()).identifiers, [331]);
    });

    it("is validated without the vault, except what is unknown", () => {
        const summaries = checkDataSource("mysafe_passwords", {
            tag: "",
            username: unknownValue,
            url_contains: null,
        }).map(({ summary, attribute }) => [summary, attribute?.steps]);
        assert.equal(summaries.length, 1);
        assert.match(String(summaries[0]?.[0]), /`tag` must be a text that is not empty/);
        assert.deepEqual(summaries[0]?.[1], [{ attribute_name: "tag" }]);
    });

    it("is refused while a setting is unknown", async () => {
        const vault = await startVault();
        const { run } = walkOf(vault, { url: unknownValue });
        await assert.rejects(
            readDataSource(run, "mysafe_passwords", { tag: "service-account" }),
            /mysafe_passwords cannot search before the plan knows the configuration of the provider.*\n.*\n.*add `depends_on`/,
        );
        assert.equal(vault.count("list"), 0);
    });
});
