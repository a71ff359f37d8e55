import { setCommand, unknownConfigKey } from "../settings/configKeys";
import { readSettings } from "../settings/settings";
import { abbreviate } from "../settings/settingsReader";
import { findSetting } from "../settings/sources";
import { settingRows } from "../settings/table";
import type { DoctorContext } from "./doctorContext";
import { limitSettings } from "./doctorLimits";

/** Reads the settings, and notes the source of each and warnings. @throws ConfigError */
export async function settingsStep(context: DoctorContext, note: (line: string) => void): Promise<void> {
    const { env, stack } = context;
    try {
        context.resourceSettings = readSettings(
            (key) => stack.entries[key]?.value,
            env,
            (key) => stack.entries[key]?.secret === true,
        );
        context.settings = limitSettings(context.resourceSettings);
    } finally {
        const sources = stack.missing
            ? `the environment only: ${stack.missing}`
            : "the stack configuration, then the environment";
        for (const line of [`from ${sources}`, ...listSettings(context), ...warnings(context)]) {
            note(line);
        }
    }
}

/** Lists the settings that are set or required, with their values and sources. */
function listSettings({ settings, stack: { entries }, env }: DoctorContext): string[] {
    const listed = settingRows.flatMap(([name, { required, secret, format }]): [name: string, text: string][] => {
        const found = findSetting(name, (key) => entries[key]?.value, env);
        if (found === undefined) {
            return required ? [[name, "not set"]] : [];
        }
        // A value that is not valid can be anything, even a secret.
        const isShown = settings !== undefined && !secret && format !== "pem" && !entries[found.key]?.secret;
        return [[name, `${isShown ? abbreviate(found.value) : "set"}, from ${found.source}`]];
    });
    const width = Math.max(...listed.map(([name]) => name.length)) + 2;
    return listed.map(([name, text]) => `${name.padEnd(width)}${text}`);
}

/** Warns about unknown keys, and about secrets that the stack does not encrypt. */
function warnings({ stack: { entries } }: DoctorContext): string[] {
    const unknown = Object.keys(entries).flatMap((key) => unknownConfigKey(key) ?? []);
    const unencrypted = settingRows
        .filter(([name, { secret }]) => secret && entries[`mysafe:${name}`]?.secret === false)
        .map(
            ([name]) =>
                `mysafe:${name} is in plain text in the stack's file: replace it, then run ${setCommand(name)}.`,
        );
    return [...unknown, ...unencrypted].map((warning) => `warning: ${warning}`);
}
