/** The environment that separates a real engine from the caller's own Pulumi. */
import { delimiter } from "node:path";
import { pathToFileURL } from "node:url";
import type { Found } from "./context";

/** The passphrase of temporary stacks. It is public. */
export const testPassphrase = "for-tests-only";

/**
 * Returns the environment for `pulumi` with this engine: its folder first on PATH, state in files, no update check.
 *
 * It leaves out every `PULUMI_` and `SENHASEGURA_` variable of `base`, so that no account, token or vault of the caller
 * reaches the engine. It leaves out every proxy, so that no request leaves the machine. It keeps only
 * `PULUMI_CONFIG_PASSPHRASE`, by default {@link testPassphrase}.
 * @param home The folder for PULUMI_HOME: plugins and credentials.
 * @param stateFolder An existing folder for the state.
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

/** Returns a copy of an environment without the variables of Pulumi and of the vault. */
export function withoutPulumiVariables(base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    return Object.fromEntries(Object.entries(base).filter(([name]) => !/^(PULUMI|SENHASEGURA)_/i.test(name)));
}

/** Returns the name of the PATH variable, which Windows spells `Path`. */
export function pathVariable(env: NodeJS.ProcessEnv): string {
    return Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
}
