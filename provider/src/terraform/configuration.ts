import { createArgumentReader } from "../settings/argumentReader";
import { checkSettings } from "../settings/checkSettings";
import { findUnknownVariables } from "../settings/configKeys";
import { type Environment, findSetting } from "../settings/sources";
import { type Setting, settingsTable } from "../settings/table";
import { hasUnknown, type Properties } from "../shared/properties";
import { diagnosticOf } from "./diagnostics";
import { toAttribute } from "./names";
import type { Diagnostic } from "./protocol";

/**
 * Returns an error for each setting that is missing or wrong, and a warning for each variable that is nearly one of ours.
 *
 * @param isComplete False for a validation, which needs no credentials: it lets settings be missing.
 */
export function checkConfiguration(attributes: Properties, env: Environment, isComplete: boolean): Diagnostic[] {
    const config = createArgumentReader(attributes, toAttribute);
    const isUnknown = (name: string) => hasUnknown(attributes[toAttribute(name)]);
    const errors = checkSettings(config, env, isUnknown).flatMap(({ setting, reason }) => {
        const { required, secret }: Partial<Setting> = setting === undefined ? {} : settingsTable[setting];
        const isMissing = required === true && setting !== undefined && findSetting(setting, config, env) === undefined;
        if (isMissing && !isComplete) {
            return [];
        }
        // Terraform prints the line of an attribute.
        const attribute = setting === undefined || secret ? undefined : toAttribute(setting);
        return [diagnosticOf("error", isMissing ? reason.replace(": ", "\n") : reason, attribute)];
    });
    const variables = isComplete ? findUnknownVariables(env) : [];
    return [...errors, ...variables.map((warning) => diagnosticOf("warning", warning))];
}
