import { readSettings } from "./settings";
import type { Environment, ReadConfig } from "./settingsReader";
import { Vault } from "./vault";

/**
 * The vault as a program's own process has it; loaded when it is first wanted. In the published package the provider's
 * file holds this too, so that the vault's client is there once.
 *
 * @param tell Shows the user one line.
 * @throws ConfigError when a setting is missing or wrong.
 */
export function openVault(config: ReadConfig, env: Environment, tell: (line: string) => void): Vault {
    return new Vault(readSettings(config, env), { tell });
}
