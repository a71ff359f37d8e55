import { warn } from "@pulumi/pulumi/log";
import { allConfig } from "@pulumi/pulumi/runtime/config";
import { getProject } from "@pulumi/pulumi/runtime/settings";
import { unknownConfigKey } from "../settings/configKeys";
import { perProgramRun } from "./perProgramRun";

/**
 * Warns, once in a run of a program, of settings whose names are none: a guard that is misspelt guards nothing. The
 * program sees the whole configuration of the stack; the provider is told of keys that it asks for, alone.
 */
export function warnOfUnknownConfig(): void {
    perProgramRun("strangeSettings", () => {
        // A project of this name has settings of its own there.
        if (getProject() === "mysafe") {
            return;
        }
        for (const strange of Object.keys(allConfig()).flatMap((key) => unknownConfigKey(key) ?? [])) {
            void warn(strange);
        }
    });
}
