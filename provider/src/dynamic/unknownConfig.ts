import { warn } from "@pulumi/pulumi/log/index.js";
import { allConfig } from "@pulumi/pulumi/runtime/config.js";
import { getProject } from "@pulumi/pulumi/runtime/settings.js";
import { unknownConfigKey, unknownVariable } from "../settings/configKeys";
import { perProgramRun } from "./perProgramRun";

/**
 * Logs a warning for each unknown key and variable of ours, once in a run: a misspelled guard protects nothing. The
 * program sees the whole stack configuration; the provider sees only the keys that it asks for.
 */
export function warnAboutUnknownConfig(): void {
    perProgramRun("unknownConfig", () => {
        // The keys of a project named "mysafe" can be its own.
        if (getProject() === "mysafe") {
            return;
        }
        const keys = Object.keys(allConfig()).map(unknownConfigKey);
        for (const message of [...keys, ...Object.keys(process.env).map(unknownVariable)]) {
            if (message !== undefined) {
                void warn(message);
            }
        }
    });
}
