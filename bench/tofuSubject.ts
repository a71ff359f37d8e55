/** The forms that run OpenTofu with the REST provider. */
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onInterruption } from "../engine/interruption";
import { fileName } from "../engine/onPath";
import type { FormName, Operation } from "./forms";
import { type Subject, sizeOf } from "./subject";
import { tofuEnvironment } from "./tofu/environment";
import type { Vault } from "./vault";

const commands: Record<Operation, string[]> = {
    up: ["apply", "-auto-approve"],
    preview: ["plan", "-detailed-exitcode"],
    refresh: ["apply", "-refresh-only", "-auto-approve"],
    destroy: ["destroy", "-auto-approve"],
};

/** Creates a folder with the configuration for the executables in `tofuFolder`. It uses no registry. */
export function tofuSubject(form: FormName, vault: Vault, tofuFolder: string): Subject {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-mysafe-tofu-"));
    const dispose = onInterruption(() => rmSync(folder, { recursive: true, force: true }));
    copyFileSync(join(__dirname, "programs", "tofu", "main.tf"), join(folder, "main.tf"));
    const env = tofuEnvironment(tofuFolder, folder);
    return {
        command: (operation) => ({
            file: join(tofuFolder, fileName("tofu", process.platform)),
            args: [...commands[operation], "-input=false", "-no-color"],
            cwd: folder,
            env: {
                ...env,
                TF_VAR_url: vault.url,
                TF_VAR_client_id: vault.clientId,
                TF_VAR_client_secret: vault.clientSecret,
                TF_VAR_size: String(vault.size),
                TF_VAR_one_call: String(form === "tofu-one-call"),
            },
        }),
        stateBytes: () => sizeOf(join(folder, "terraform.tfstate")),
        remove() {
            dispose();
            rmSync(folder, { recursive: true, force: true });
        },
    };
}
