import { warn } from "@pulumi/pulumi/log/index.js";
import { allConfig } from "@pulumi/pulumi/runtime/config.js";
import { getProject } from "@pulumi/pulumi/runtime/settings.js";
import { unknownConfigKey } from "../settings/configKeys";
import { perProgramRun } from "./perProgramRun";

/**
 * Logs a warning for each unknown `mysafe:` key, once in a run: a misspelled guard protects nothing. The program sees the
 * whole stack configuration; the provider sees only the keys that it asks for.
 */
export function warnAboutUnknownConfig(): void {
    perProgramRun("unknownConfig", () => {
        // The keys of a project named "mysafe" can be its own.
        if (getProject() === "mysafe") {
            return;
        }
        for (const message of Object.keys(allConfig()).flatMap((key) => unknownConfigKey(key) ?? [])) {
            void warn(message);
        }
    });
}
