/** The forms that run OpenTofu, with a REST provider or with ours. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

/** OpenTofu and its providers. */
export interface TofuTools {
    /** The folder of OpenTofu and the REST provider. */
    folder: string;
    /** The executable of another version of the REST provider, for the form of that version. */
    restProvider: string | undefined;
    /** The folder of our provider, for its forms. */
    mysafeFolder: string;
}

/** Creates a folder with the configuration. It uses no registry. */
export function tofuSubject(form: FormName, vault: Vault, tools: TofuTools): Subject {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-mysafe-tofu-"));
    const dispose = onInterruption(() => rmSync(folder, { recursive: true, force: true }));
    const env = form.startsWith("terraform")
        ? writeMysafe(form, vault, tools, folder)
        : writeRest(form === "tofu-newest", vault, tools, folder);
    return {
        command: (operation) => ({
            file: join(tools.folder, fileName("tofu", process.platform)),
            args: [...commands[operation], "-input=false", "-no-color"],
            cwd: folder,
            env: {
                ...env,
                TF_VAR_url: vault.url,
                TF_VAR_client_id: vault.clientId,
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

/** Writes the configuration for our provider. Returns its environment. */
function writeMysafe(form: FormName, vault: Vault, tools: TofuTools, folder: string): NodeJS.ProcessEnv {
    copyFileSync(programOf(form), join(folder, "main.tf"));
    const identifiers = Array.from({ length: vault.size }, (_, index) => index + 1);
    writeFileSync(join(folder, "identifiers.json"), JSON.stringify(identifiers));
    return {
        ...tofuEnvironment(tools.mysafeFolder, folder, "pulumi-mysafe/mysafe"),
        SENHASEGURA_CLIENT_SECRET: vault.clientSecret,
    };
}

/** Writes the configuration for the REST provider. Returns its environment. */
function writeRest(isNewest: boolean, vault: Vault, tools: TofuTools, folder: string): NodeJS.ProcessEnv {
    // The default of version 1.20, which has no such argument.
    const argument = isNewest ? "ignore_all_server_changes = true" : "";
    const program = readFileSync(programOf("tofu"), "utf8");
    writeFileSync(join(folder, "main.tf"), program.replace("# ignore_all_server_changes", argument));
    return {
        ...tofuEnvironment(isNewest ? dirname(tools.restProvider ?? "") : tools.folder, folder),
        TF_VAR_client_secret: vault.clientSecret,
    };
}

function programOf(name: FormName): string {
    return join(__dirname, "programs", name, "main.tf");
}
