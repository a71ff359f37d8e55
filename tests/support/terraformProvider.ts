/** The Terraform provider of the sources, as OpenTofu starts it. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundleProgram } from "../../release/bundleProgram";
import { terraformProvider } from "../../release/programs";
import { runFolder } from "./runFolder";

/** Returns the folder of the provider, bundled once for a test run. */
export function terraformProviderFolder(): Promise<string> {
    return runFolder("terraform-provider", async (folder) => {
        const { code } = await bundleProgram(terraformProvider);
        writeFileSync(join(folder, "provider.cjs"), code);
        const script = `#!/bin/sh\nexec "${process.execPath}" "${join(folder, "provider.cjs")}"\n`;
        writeFileSync(join(folder, terraformProvider.name), script, { mode: 0o755 });
    });
}
