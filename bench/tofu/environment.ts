/** The environments in which OpenTofu uses local providers and no registry. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { withoutPulumiVariables } from "../../engine/environment";

/**
 * Writes OpenTofu's settings for a local provider into the folder of a configuration. Returns the environment.
 *
 * @param provider The address of the provider. The default is the REST provider.
 */
export function tofuEnvironment(
    providerFolder: string,
    folder: string,
    provider = "Mastercard/restapi",
): NodeJS.ProcessEnv {
    // An overridden provider needs no "tofu init". JSON quotes every character of a path.
    const override = `dev_overrides {\n    "${provider}" = ${JSON.stringify(providerFolder)}\n  }\n  direct {}`;
    return environmentWithSettings(folder, `provider_installation {\n  ${override}\n}\n`);
}

/** Writes OpenTofu's settings into the folder of a configuration. Returns the environment. */
export function environmentWithSettings(folder: string, text: string): NodeJS.ProcessEnv {
    const settings = join(folder, "settings.tfrc");
    writeFileSync(settings, text);
    const env = Object.entries(withoutPulumiVariables(process.env)).filter(([name]) => !/^TF_|_proxy$/i.test(name));
    return {
        ...Object.fromEntries(env),
        CHECKPOINT_DISABLE: "1",
        TF_IN_AUTOMATION: "1",
        TF_CLI_CONFIG_FILE: settings,
    };
}
