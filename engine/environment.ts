/** The environment in which a real engine runs without touching, or being touched by, the caller's own Pulumi. */
import { delimiter } from "node:path";
import { pathToFileURL } from "node:url";
import type { Found } from "./context";

/** What protects the secrets of throw-away stacks: a word that everybody knows. */
export const testPassphrase = "for-tests-only";

/**
 * The environment for `pulumi` with this engine: its folder first on PATH, state in files, no update check.
 *
 * Every `PULUMI_` and `SENHASEGURA_` variable of `base` is left out, and every proxy, so that no account, token, vault
 * or option of the caller reaches the engine, and nothing that it does leaves the machine; only
 * `PULUMI_CONFIG_PASSPHRASE` is kept, with {@link testPassphrase} in its place if unset.
 * @param home the folder for PULUMI_HOME: plugins and credentials. @param stateFolder an existing folder for the state.
 */
export function engineEnvironment(
    engine: Pick<Found, "folder">,
    home: string,
    stateFolder: string,
    base: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
    const env = Object.fromEntries(
        Object.entries(withoutPulumiVariables(base)).filter(([name]) => !/^(https?|all|no)_proxy$/i.test(name)),
    );
    const path = pathVariable(env);
    return {
        ...env,
        [path]: env[path] ? `${engine.folder}${delimiter}${env[path]}` : engine.folder,
        PULUMI_HOME: home,
        PULUMI_BACKEND_URL: pathToFileURL(stateFolder).href,
        PULUMI_CONFIG_PASSPHRASE: base.PULUMI_CONFIG_PASSPHRASE ?? testPassphrase,
        PULUMI_SKIP_UPDATE_CHECK: "1",
    };
}

/** A copy of an environment without what configures Pulumi or the vault. */
export function withoutPulumiVariables(base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    return Object.fromEntries(Object.entries(base).filter(([name]) => !/^(PULUMI|SENHASEGURA)_/i.test(name)));
}

/** The name under which an environment holds PATH: Windows spells it `Path`. */
export function pathVariable(env: NodeJS.ProcessEnv): string {
    return Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
}
