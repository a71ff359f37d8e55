/** The Terraform provider as OpenTofu starts it: a script that runs its bundle with this Node. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { runFolder } from "../tests/support/runFolder";

/** The address of the provider in a configuration. */
export const terraformProviderSource = "pulumi-mysafe/mysafe";

const name = "terraform-provider-mysafe";

/** Returns the folder of the executable. */
export function terraformProviderFolder(): Promise<string> {
    return runFolder("terraform-provider", async (folder) => {
        const bundle = join(folder, `${name}.cjs`);
        await build({
            entryPoints: [join(__dirname, "..", "provider", "src", "terraform.ts")],
            bundle: true,
            platform: "node",
            outfile: bundle,
        });
        writeFileSync(join(folder, name), `#!/bin/sh\nexec "${process.execPath}" "${bundle}"\n`, { mode: 0o755 });
    });
}
