import { specialSecretSig, specialSigKey } from "@pulumi/pulumi/runtime/rpc";
import { type Simulator, type SimulatorOptions, startSimulator } from "mysafe-simulator";
import { type Properties, type ProviderProcess, startDynamicProvider } from "./providerProcess";

/** A vault and its configured provider. */
export interface Stage {
    vault: Simulator;
    provider: ProviderProcess;
}

const opened: Stage[] = [];

/** Opens a stage that {@link closeStages} closes. */
export async function openStage(options: SimulatorOptions = {}, settings: Properties = {}): Promise<Stage> {
    const [vault, provider] = await Promise.all([startSimulator(options), startDynamicProvider()]);
    opened.push({ vault, provider });
    await provider.configure({ ...settingsFor(vault), ...settings });
    return { vault, provider };
}

/** Closes all stages. Fails if an injected fault affected no request. */
export async function closeStages(): Promise<void> {
    const closing = opened.splice(0);
    await Promise.all(closing.map(({ provider }) => provider.stop()));
    await Promise.all(closing.map(({ vault }) => vault.close()));
}

/** Returns the stack configuration for a vault as the engine sends it, with a wrapped secret. */
function settingsFor(vault: Simulator): Properties {
    return {
        "mysafe:url": vault.url,
        "mysafe:clientId": vault.clientId,
        "mysafe:clientSecret": { [specialSigKey]: specialSecretSig, value: vault.clientSecret },
    };
}
