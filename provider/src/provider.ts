import type * as dynamic from "@pulumi/pulumi/dynamic";
import { apiSecretKind, noteKind } from "./client/kinds";
import { Vault } from "./client/vault";
import { isProviderProcess, watchEngine } from "./dynamic/cancellation";
import { suppressSdkErrorLog } from "./dynamic/sdkErrorLog";
import { createStatusLine } from "./dynamic/statusLine";
import { createRunContext } from "./lifecycle/context";
import { createLifecycle } from "./lifecycle/lifecycle";
import { createSetLifecycle } from "./lifecycle/setLifecycle";
import { readSettings, type Settings } from "./settings/settings";
import type { ReadConfig } from "./settings/settingsReader";
import { keepCompiledCode } from "./shared/compileCache";
import type { Log } from "./shared/log";

const cancelled = watchEngine();
// The engine's last call of each run, before it ends this process.
cancelled.addEventListener("abort", keepCompiledCode);
let config: ReadConfig = () => undefined;
let settings: Settings | undefined;
let vault: Vault | undefined;

/** Lines on stderr are what the engine shows of a dynamic provider, under the stack. */
function tell(line: string): void {
    console.error(`pulumi-mysafe: ${line}`);
}

const log: Log = { info: tell, warn: (message) => tell(`warning: ${message}`), error: tell, status: tell };

function currentSettings(): Settings {
    settings ??= readSettings(config, process.env);
    return settings;
}

function currentVault(): Vault {
    vault ??= new Vault(currentSettings(), { log, signal: cancelled });
    return vault;
}

/** The operations that the engine finds. */
type Implemented = Required<
    Pick<dynamic.ResourceProvider, "configure" | "check" | "diff" | "create" | "read" | "update" | "delete">
>;

const show = createStatusLine(tell);
const run = createRunContext({ settings: currentSettings, vault: currentVault, now: () => new Date(), tell, show });
const quiet = isProviderProcess() ? suppressSdkErrorLog() : <T>(operations: T) => operations;

/** The kinds of resources that the SDK has configured since the configuration was last new. */
const configured = new Set<string>();

/** Keeps the stack's configuration; reads nothing yet, since the SDK does not wait for this call, nor repeat it. */
function configuring(kind: string): Implemented["configure"] {
    return async (request) => {
        // All kinds are given the same, and share what was made of it: one token, one limit, one pool of connections.
        if (configured.has(kind) || configured.size === 0) {
            configured.clear();
            config = (key) => request.config.get(key);
            settings = undefined;
            vault = undefined;
        }
        configured.add(kind);
    };
}

/**
 * What the engine loads for each `PasswordDisablement`, in a process of its own: the text in the resource's state is
 * `exports.handler = () => require("pulumi-mysafe/provider").passwordDisablement;`. States keep that text for as long
 * as the resource lives, so neither this module's name nor this export's may ever change.
 */
export const passwordDisablement: Implemented = { configure: configuring("password"), ...quiet(createLifecycle(run)) };

/** The same for each `NoteDisablement`. */
export const noteDisablement: Implemented = {
    configure: configuring("note"),
    ...quiet(createLifecycle(run, noteKind)),
};

/** The same for each `ApiSecretDisablement`. */
export const apiSecretDisablement: Implemented = {
    configure: configuring("apiSecret"),
    ...quiet(createLifecycle(run, apiSecretKind)),
};

/** The same for each `PasswordDisablementSet`. */
export const passwordDisablementSet: Implemented = { configure: configuring("set"), ...quiet(createSetLifecycle(run)) };
