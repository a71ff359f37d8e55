/** The forms that run OpenTofu with a REST provider. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
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

/**
 * Creates a folder with the configuration. It uses no registry.
 *
 * @param restProvider The executable of another version of the REST provider, for the form of that version.
 */
export function tofuSubject(form: FormName, vault: Vault, tofuFolder: string, restProvider = ""): Subject {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-mysafe-tofu-"));
    const dispose = onInterruption(() => rmSync(folder, { recursive: true, force: true }));
    const isNewest = form === "tofu-newest";
    const program = readFileSync(join(__dirname, "programs", "tofu", "main.tf"), "utf8");
    // The default of version 1.20, which has no such argument.
    const argument = isNewest ? "ignore_all_server_changes = true" : "";
    writeFileSync(join(folder, "main.tf"), program.replace("# ignore_all_server_changes", argument));
    const env = tofuEnvironment(isNewest ? dirname(restProvider) : tofuFolder, folder);
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
            },
        }),
        stateBytes: () => sizeOf(join(folder, "terraform.tfstate")),
        remove() {
            dispose();
            rmSync(folder, { recursive: true, force: true });
        },
    };
}
