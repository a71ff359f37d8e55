import type * as dynamic from "@pulumi/pulumi/dynamic";
import { createLifecycle } from "./lifecycle";
import { type ReadConfig, readSettings, type Settings } from "./settings";
import { Vault } from "./vault";

let config: ReadConfig = () => undefined;
let settings: Settings | undefined;
let vault: Vault | undefined;

/** Lines on stderr are what the engine shows of a dynamic provider, under the stack. */
function tell(line: string): void {
    console.error(`pulumi-mysafe: ${line}`);
}

function currentSettings(): Settings {
    settings ??= readSettings(config, process.env);
    return settings;
}

function currentVault(): Vault {
    vault ??= new Vault(currentSettings(), { tell });
    return vault;
}

/**
 * What the engine loads for each `PasswordDisablement`, in a process of its own: the text in the resource's state is
 * `exports.handler = () => require("pulumi-mysafe/provider").passwordDisablement;`. States keep that text for as long
 * as the resource lives, so neither this module's name nor this export's may ever change.
 */
export const passwordDisablement = {
    /** Keeps the stack's configuration; reads nothing yet, since the SDK neither awaits nor repeats this call. */
    configure(request: dynamic.ConfigureRequest): void {
        config = (key) => request.config.get(key);
        settings = undefined;
        vault = undefined;
    },
    ...createLifecycle({ settings: currentSettings, vault: currentVault, now: () => new Date(), tell }),
};
