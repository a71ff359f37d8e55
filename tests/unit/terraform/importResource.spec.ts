import assert from "node:assert/strict";
import { unknownValue } from "../../../provider/src/shared/properties";
import { importResource } from "../../../provider/src/terraform/importResource";
import { resourceSchemas } from "../../../provider/src/terraform/resourceSchemas";
import { decodeValue } from "../../../provider/src/terraform/values";
import { closeAll } from "../support/vault";
import { startVault, walkOf } from "./support/terraformRun";

describe("an import of the Terraform provider", () => {
    after(closeAll);

    it("takes over a set of inactive passwords, with the numbers that a configuration declares", async () => {
        const vault = await startVault({
            passwords: [312, 313, 320].map((identifier) => ({ identifier, active: false })),
        });
        const type = "mysafe_password_disablement_set";
        const schema = resourceSchemas[type];
        assert.ok(schema !== undefined);
        const response = await importResource(walkOf(vault).run, schema, { type_name: type, id: "312-313,320" });
        const [imported] = response.imported_resources;
        const { identifiers, results, on_destroy } = (imported && decodeValue(imported.state)) ?? {};
        assert.deepEqual([identifiers, on_destroy], [[312, 313, 320], null]);
        assert.equal((results as { outcome: string }[])[0]?.outcome, "already-inactive");
        assert.equal(vault.count("disable"), 0);
    });

    it("is refused while a setting is unknown, since the others can lead to another vault", async () => {
        const vault = await startVault();
        const type = "mysafe_password_disablement";
        const schema = resourceSchemas[type];
        assert.ok(schema !== undefined);
        const { run } = walkOf(vault, { tenant: unknownValue });
        const imported = importResource(run, schema, { type_name: type, id: "340" });
        await assert.rejects(
            imported,
            /cannot import 340 before the plan knows .*\nCause: .*\nSolution: apply the resource/,
        );
        assert.equal(vault.count("read"), 0);
    });
});
