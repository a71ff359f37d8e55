/** Runs OpenTofu with the REST provider against a vault, in a throw-away copy of this folder's configuration. */
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "mysafe-simulator";
import { tofuEnvironment } from "../../../bench/tofu/environment";
import { temporaryFolder } from "../../support/packedProject";
import { runTofu, type TofuRun } from "../../support/runTofu";

/** A configuration with its state. */
export interface Tofu {
    /** Runs `tofu` without prompts and colours. */
    run(...args: string[]): Promise<TofuRun>;
    /** Returns the outputs of its state, by name. */
    outputs(): Promise<Record<string, Record<string, string>>>;
}

/** Options of a configuration. */
export interface TofuOptions {
    /** The folder of both executables. */
    tofuFolder: string;
    /** The PEM of the authority that signed the vault's certificate. */
    authorityPem: string;
    /** The passwords to disable. */
    identifiers: readonly number[];
    /** Additional fields of the token request. */
    endpointParams?: Record<string, string>;
}

/** Creates the configuration of `tofu/main.tf` for a vault. */
export function createTofu(vault: Simulator, options: TofuOptions): Tofu {
    const { tofuFolder, authorityPem, identifiers, endpointParams = {} } = options;
    const folder = temporaryFolder("tofu");
    copyFileSync(join(__dirname, "..", "tofu", "main.tf"), join(folder, "main.tf"));
    const caFile = join(folder, "ca.pem");
    writeFileSync(caFile, authorityPem);
    const env = {
        ...tofuEnvironment(tofuFolder, folder),
        SSL_CERT_FILE: caFile,
        TF_CLI_ARGS_apply: "-auto-approve -input=false -no-color",
        TF_CLI_ARGS_plan: "-input=false -no-color",
        TF_VAR_url: vault.url,
        TF_VAR_client_id: vault.clientId,
        TF_VAR_client_secret: vault.clientSecret,
        TF_VAR_endpoint_params: JSON.stringify(endpointParams),
        TF_VAR_identifiers: JSON.stringify(identifiers.map(String)),
    };
    function run(...args: string[]): Promise<TofuRun> {
        return runTofu(tofuFolder, args, { cwd: folder, env });
    }
    return {
        run,
        async outputs() {
            const { stdout } = await run("output", "-json");
            const entries = Object.entries(JSON.parse(stdout) as Record<string, { value: Record<string, string> }>);
            return Object.fromEntries(entries.map(([name, { value }]) => [name, value]));
        },
    };
}
