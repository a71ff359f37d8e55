/** The environment in which OpenTofu runs with the REST provider beside it, and asks no registry for anything. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { withoutPulumiVariables } from "../../engine/environment";

/** Writes OpenTofu's own settings into `folder`, that of a configuration, and answers its environment. */
export function tofuEnvironment(tofuFolder: string, folder: string): NodeJS.ProcessEnv {
    const settings = join(folder, "settings.tfrc");
    // A provider that is overridden in this way needs no "tofu init". JSON quotes whatever a path can hold.
    const override = `dev_overrides {\n    "Mastercard/restapi" = ${JSON.stringify(tofuFolder)}\n  }\n  direct {}`;
    writeFileSync(settings, `provider_installation {\n  ${override}\n}\n`);
    const env = Object.entries(withoutPulumiVariables(process.env)).filter(([name]) => !/^TF_|_proxy$/i.test(name));
    return {
        ...Object.fromEntries(env),
        CHECKPOINT_DISABLE: "1",
        TF_IN_AUTOMATION: "1",
        TF_CLI_CONFIG_FILE: settings,
    };
}
