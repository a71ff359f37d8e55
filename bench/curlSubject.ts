/** The forms that run a script with curl. */
import { join } from "node:path";
import { withoutPulumiVariables } from "../engine/environment";
import type { FormName } from "./forms";
import type { Subject } from "./subject";
import type { Vault } from "./vault";

/** The number of parallel curls, as in the script. */
const atOnce = 8;

/** Returns the script for a vault. It keeps no state, so there is nothing to remove. */
export function curlSubject(form: FormName, vault: Vault): Subject {
    const each = form === "curl" ? 1 : Math.ceil(vault.size / atOnce);
    const env = Object.entries(withoutPulumiVariables(process.env)).filter(([name]) => !/_proxy$/i.test(name));
    return {
        command: () => ({
            file: join(__dirname, "programs", "curl", "disable.sh"),
            args: [String(vault.size), String(each)],
            cwd: __dirname,
            env: {
                ...Object.fromEntries(env),
                SENHASEGURA_URL: vault.url,
                SENHASEGURA_CLIENT_ID: vault.clientId,
                SENHASEGURA_CLIENT_SECRET: vault.clientSecret,
            },
        }),
        stateBytes: () => undefined,
        remove() {},
    };
}
