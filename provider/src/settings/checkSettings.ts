import { ConfigError } from "../shared/errors";
import { readSettings } from "./settings";
import { createSettingsReader } from "./settingsReader";
import type { Environment, ReadConfig } from "./sources";
import { type SettingName, settingRows } from "./table";
import { readTlsSettings } from "./tlsSettings";

/** A setting that is missing or wrong, without a setting where the problem is one of the environment. */
export interface SettingProblem {
    setting: SettingName | undefined;
    /** A sentence that names the setting. */
    reason: string;
}

/** The settings of files that belong together. */
const tlsSettings: readonly SettingName[] = [
    "caFile",
    "caPem",
    "clientCertFile",
    "clientKeyFile",
    "clientPfxFile",
    "clientKeyPassphrase",
];

/**
 * Returns what is wrong with the settings, each problem with its setting.
 *
 * @param isUnknown Returns true for a setting whose value, or a part of it, is not known yet. It has no problem.
 */
export function checkSettings(
    config: ReadConfig,
    env: Environment,
    isUnknown: (name: string) => boolean,
): SettingProblem[] {
    const reader = createSettingsReader(config, env);
    const owners = new Map<string, SettingName>();

    // 1. Read each setting by itself: its problems are its own.
    for (const [name] of settingRows) {
        reader.value(name);
        own(owners, reader.problems, name);
    }

    // 2. Read the files of TLS: a certificate and its key belong together.
    const fail: typeof reader.fail = (found, problem) => {
        reader.fail(found, problem);
        own(owners, reader.problems, found.name);
    };
    if (!tlsSettings.some(isUnknown)) {
        readTlsSettings({ ...reader, fail });
    }

    // 3. Add what is wrong with the proxies of the environment, unless the URLs are not known yet.
    const isKnown = !settingRows.some(([name]) => isUnknown(name));
    const problems = isKnown ? problemsOf(config, env) : reader.problems;
    return [...new Set(problems)]
        .map((reason) => ({ setting: owners.get(reason), reason }))
        .filter(({ setting }) => setting === undefined || !isUnknown(setting));
}

/** Records the owner of the problems that have none yet. */
function own(owners: Map<string, SettingName>, problems: readonly string[], name: SettingName): void {
    for (const problem of problems) {
        if (!owners.has(problem)) {
            owners.set(problem, name);
        }
    }
}

function problemsOf(config: ReadConfig, env: Environment): readonly string[] {
    try {
        readSettings(config, env);
        return [];
    } catch (error) {
        if (error instanceof ConfigError) {
            return error.problems;
        }
        throw error;
    }
}
