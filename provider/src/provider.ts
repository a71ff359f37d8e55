import { createProviderFactory, type DynamicProvider } from "./dynamic/adapter";
import { isProviderProcess, watchEngine } from "./dynamic/cancellation";
import { createProviderLog } from "./dynamic/log";
import { createOperationRunner, type RunOperation } from "./dynamic/sdkErrors";
import { resourceTypes } from "./lifecycle/resourceTypes";

const runDirectly: RunOperation = (_name, operation) => operation();

const createProvider = createProviderFactory(
    { log: createProviderLog(), signal: watchEngine(), env: process.env, now: () => new Date() },
    isProviderProcess() ? createOperationRunner() : runDirectly,
);

/**
 * The provider of each `PasswordDisablement`, which the engine loads in a process of its own. The text in the state is
 * `exports.handler = () => require("pulumi-mysafe/provider").passwordDisablement;`. States keep that text for as long as
 * the resource exists, so the names of this module and of this export never change.
 */
export const passwordDisablement: DynamicProvider = createProvider(resourceTypes.PasswordDisablement);

/** The provider of each `PasswordDisablementSet`. */
export const passwordDisablementSet: DynamicProvider = createProvider(resourceTypes.PasswordDisablementSet);

/** The provider of each `NoteDisablement`. */
export const noteDisablement: DynamicProvider = createProvider(resourceTypes.NoteDisablement);

/** The provider of each `ApiSecretDisablement`. */
export const apiSecretDisablement: DynamicProvider = createProvider(resourceTypes.ApiSecretDisablement);
