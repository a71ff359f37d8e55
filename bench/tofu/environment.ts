/** The environment in which OpenTofu uses a local provider and no registry. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { withoutPulumiVariables } from "../../engine/environment";

/**
 * Writes OpenTofu's settings into the folder of a configuration. Returns the environment.
 *
 * @param provider The provider whose executable is in a folder: by default the REST provider.
 */
export function tofuEnvironment(
    providerFolder: string,
    folder: string,
    provider = "Mastercard/restapi",
): NodeJS.ProcessEnv {
    const settings = join(folder, "settings.tfrc");
    // An overridden provider needs no "tofu init". JSON quotes every character of a path.
    const override = `dev_overrides {\n    "${provider}" = ${JSON.stringify(providerFolder)}\n  }\n  direct {}`;
    writeFileSync(settings, `provider_installation {\n  ${override}\n}\n`);
    const env = Object.entries(withoutPulumiVariables(process.env)).filter(([name]) => !/^TF_|_proxy$/i.test(name));
    return {
        ...Object.fromEntries(env),
        CHECKPOINT_DISABLE: "1",
        TF_IN_AUTOMATION: "1",
        TF_CLI_CONFIG_FILE: settings,
    };
}
