import assert from "node:assert/strict";
import { delimiter } from "node:path";
import { engineEnvironment } from "../../../engine/environment";

describe("engine environment", () => {
    const make = (base: NodeJS.ProcessEnv) => engineEnvironment({ folder: "/engine" }, "/home", "/state a#b", base);

    it("puts the engine first on PATH and keeps state in files", () => {
        assert.deepEqual(make({ PATH: "/usr/bin", LANG: "C" }), {
            LANG: "C",
            PATH: `/engine${delimiter}/usr/bin`,
            PULUMI_HOME: "/home",
            PULUMI_BACKEND_URL: "file:///state%20a%23b",
            PULUMI_CONFIG_PASSPHRASE: "for-tests-only",
            PULUMI_SKIP_UPDATE_CHECK: "1",
        });
    });

    it("leaves out the variables of the caller's Pulumi and vault, except the passphrase", () => {
        const env = make({
            PULUMI_ACCESS_TOKEN: "leaked",
            PULUMI_STACK: "leaked",
            SENHASEGURA_CLIENT_SECRET: "leaked",
            PULUMI_CONFIG_PASSPHRASE: "",
        });
        assert.ok(!Object.values(env).includes("leaked"));
        assert.equal(env.PULUMI_CONFIG_PASSPHRASE, "");
    });

    it("keeps the spelling that Windows gives PATH", () => {
        assert.equal(make({ Path: "/windows" }).Path, `/engine${delimiter}/windows`);
    });
});
