import assert from "node:assert/strict";
import { specialSecretSig, specialSigKey } from "@pulumi/pulumi/runtime/rpc";
import { type Simulator, type SimulatorOptions, startSimulator } from "mysafe-simulator";
import { type CheckFailure, type DynamicProvider, type Properties, startDynamicProvider } from "./dynamicProvider";

/** A vault and a provider that is configured for it. */
export interface Stage {
    vault: Simulator;
    provider: DynamicProvider;
    /** What `up` does with a new resource: check, then create. */
    create(inputs: Properties): Promise<{ id: string; outputs: Properties }>;
}

const opened: Stage[] = [];
let spare: Promise<DynamicProvider> | undefined;
let shared: Promise<Stage> | undefined;

/** A provider that is not configured, for the caller to stop: one that was started ahead, since loading the SDK takes long. */
export function freshProvider(): Promise<DynamicProvider> {
    const taken = spare ?? startDynamicProvider();
    spare = startDynamicProvider();
    return taken;
}

/**
 * The stage of all stories that need none of their own: a server costs half a second. Nothing is printed there, no
 * secret served; its requests are to be counted from where the story begins.
 */
export function sharedStage(): Promise<Stage> {
    // The stories declare the same passwords, as no program may.
    shared ??= openStage({}, { "mysafe:allowDuplicates": "true" });
    return shared;
}

after(async () => {
    await (await spare)?.stop();
    const stage = await shared;
    await stage?.provider.stop();
    await stage?.vault.close();
});

/** Opens a stage that {@link closeStages} closes. */
export async function openOwnStage(options: SimulatorOptions = {}, settings: Properties = {}): Promise<Stage> {
    const stage = await openStage(options, settings);
    opened.push(stage);
    return stage;
}

async function openStage(options: SimulatorOptions = {}, settings: Properties = {}): Promise<Stage> {
    const [vault, provider] = await Promise.all([startSimulator(options), freshProvider()]);
    await provider.configure({ ...settingsFor(vault), ...settings });
    return {
        vault,
        provider,
        async create(inputs) {
            const checked = await provider.check({}, inputs);
            if (checked.failures.length > 0) {
                throw new Error(`check refused: ${checked.failures.map(({ reason }) => reason).join("\n")}`);
            }
            return provider.create(checked.inputs);
        },
    };
}

/** Ends what {@link openOwnStage} opened; fails if an injected fault was not met. */
export async function closeStages(): Promise<void> {
    const closing = opened.splice(0);
    await Promise.all(closing.map(({ provider }) => provider.stop()));
    await Promise.all(closing.map(({ vault }) => vault.close()));
}

/** What a check of a preview has refused, for the program to tell. */
export function refusalsIn(checked: { inputs: Properties; failures: CheckFailure[] }): string[] {
    assert.deepEqual(checked.failures, [], "a preview fails no check, so that all that is wrong is told");
    const refusals = (checked.inputs.__refusals ?? []) as unknown as { problem: string }[];
    return refusals.map(({ problem }) => problem);
}

/** The stack's configuration for a vault, as the engine sends it: the secret in its wrapping. */
export function settingsFor(vault: Simulator): Properties {
    return {
        "mysafe:url": vault.url,
        "mysafe:clientId": vault.clientId,
        "mysafe:clientSecret": { [specialSigKey]: specialSecretSig, value: vault.clientSecret },
    };
}
