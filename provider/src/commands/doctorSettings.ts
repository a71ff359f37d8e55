import { findUnknownVariables, unknownConfigKey } from "../settings/configKeys";
import { findSetting } from "../settings/sources";
import { settingRows } from "../settings/table";
import { oneLine } from "../shared/text";
import { words } from "../shared/vocabulary";
import type { DoctorContext } from "./doctorContext";
import { createStackRedaction, readStackConfig, readStackSettings, type StackConfig } from "./stackConfig";

/** Reads the settings, and notes the source of each and warnings. @throws ConfigError */
export async function settingsStep(context: DoctorContext, note: (line: string) => void): Promise<void> {
    const { io, stackName } = context;
    const stack = await readStackConfig(io, stackName);
    context.redact = createStackRedaction(stack);
    try {
        const settings = readStackSettings(stack, io.env);
        const { maxRetries, maxRetryMs } = settings;
        context.settings = { ...settings, maxRetries: Math.min(maxRetries, 1), maxRetryMs: Math.min(maxRetryMs, 5000) };
    } finally {
        const lines = [...listSources(context, stack), ...listSettings(context, stack), ...warnings(context, stack)];
        for (const line of lines) {
            note(line);
        }
    }
}

/** Returns where the settings come from. If some are missing or wrong, they can be in a stack that was not read. */
function listSources({ settings }: DoctorContext, { missing }: StackConfig): string[] {
    if (missing === undefined) {
        return ["from the stack configuration, then the environment"];
    }
    const line = `from the environment only: ${missing.reason}`;
    return settings === undefined ? [line, `if a stack has the settings: ${missing.solution}`] : [line];
}

/** Lists the settings that are set or required, with their values and sources. */
function listSettings({ settings, io }: DoctorContext, { entries }: StackConfig): string[] {
    const listed = settingRows.flatMap(([name, { required, secret, type }]): [name: string, text: string][] => {
        const found = findSetting(name, (key) => entries[key]?.value, io.env);
        if (found === undefined) {
            return required ? [[name, "not set"]] : [];
        }
        // A value that is not valid can be anything, even a secret.
        const isShown = settings !== undefined && !secret && type !== "pem" && !entries[`mysafe:${name}`]?.secret;
        return [[name, `${isShown ? oneLine(found.value, 60) : "set"}, from ${found.source}`]];
    });
    const width = Math.max(...listed.map(([name]) => name.length)) + 2;
    return listed.map(([name, text]) => `${name.padEnd(width)}${text}`);
}

/** Warns about unknown names, secrets that the stack does not encrypt, and values without effect. */
function warnings({ settings, io }: DoctorContext, { entries }: StackConfig): string[] {
    const unknown = [
        ...Object.keys(entries).flatMap((key) => unknownConfigKey(key) ?? []),
        ...findUnknownVariables(io.env),
    ];
    const unencrypted = settingRows
        .filter(([name, { secret }]) => secret && entries[`mysafe:${name}`]?.secret === false)
        .map(
            ([name]) =>
                `the stack's file contains mysafe:${name} in plain text: replace the secret, then ${words().setInstruction(name)}.`,
        );
    return [...unknown, ...unencrypted, ...(settings?.warnings ?? [])].map((warning) => `warning: ${warning}`);
}
