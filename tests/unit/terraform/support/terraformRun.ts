import type { Simulator, SimulatorOptions } from "mysafe-simulator";
import { type Properties, unknownValue } from "../../../../provider/src/shared/properties";
import { applyChange } from "../../../../provider/src/terraform/applyChange";
import { planChange } from "../../../../provider/src/terraform/planChange";
import type { Diagnostic } from "../../../../provider/src/terraform/protocol";
import { readResource } from "../../../../provider/src/terraform/readResource";
import { resourceSchemas } from "../../../../provider/src/terraform/resourceSchemas";
import { createRun, type ProviderRun } from "../../../../provider/src/terraform/run";
import type { ResourceSchema } from "../../../../provider/src/terraform/schema";
import { decodeValue, encodeValue } from "../../../../provider/src/terraform/values";
import { recordingLog } from "../../support/log";
import { start } from "../../support/vault";

/** The result of a plan. */
export interface Planned {
    planned: Properties | null;
    replaced: string[];
    privateData: Uint8Array;
    diagnostics: Diagnostic[];
}

/** The result of an apply or of a refresh. */
export interface Changed {
    state: Properties | null;
    diagnostics: Diagnostic[];
}

/** A run of the provider in one walk, with the operations that Terraform calls. */
export interface Walk {
    run: ProviderRun;
    cancel(): void;
    plan(type: string, prior: Properties | null, config: Properties | null, privateData?: Uint8Array): Promise<Planned>;
    apply(
        type: string,
        prior: Properties | null,
        config: Properties | null,
        privateData?: Uint8Array,
    ): Promise<Changed>;
    read(type: string, state: Properties): Promise<Changed>;
}

const none = new Uint8Array();

/** Starts a vault, which `closeAll` closes. */
export function startVault(options?: SimulatorOptions): Promise<Simulator> {
    return start(options);
}

/** Begins a walk of a configured provider. */
export function walkOf(vault: Simulator, settings: Properties = {}): Walk {
    const cancelled = new AbortController();
    const { url, clientId, clientSecret } = vault;
    const host = {
        log: recordingLog().log,
        signal: cancelled.signal,
        env: {},
        now: () => new Date("2026-01-02T03:04:05Z"),
    };
    const run = createRun(host, {
        url,
        client_id: clientId,
        client_secret: clientSecret,
        max_retries: 0,
        ...settings,
    });
    return {
        run,
        cancel: () => cancelled.abort(),
        async plan(type, prior, config, privateData = none) {
            const schema = schemaOf(type);
            const declared = config && attributesOf(schema, config);
            const response = await planChange(run, schema, {
                type_name: type,
                prior_state: encodeValue(prior),
                proposed_new_state: encodeValue(declared),
                config: encodeValue(declared),
                prior_private: privateData,
            });
            return {
                planned: decodeValue(response.planned_state),
                replaced: response.requires_replace.flatMap(({ steps }) =>
                    steps.map((step) => ("attribute_name" in step ? step.attribute_name : "")),
                ),
                privateData: response.planned_private,
                diagnostics: response.diagnostics,
            };
        },
        async apply(type, prior, config, privateData = none) {
            const schema = schemaOf(type);
            const planned = encodeValue(config && attributesOf(schema, config));
            const response = await applyChange(run, schema, {
                type_name: type,
                prior_state: encodeValue(prior),
                planned_state: planned,
                config: planned,
                planned_private: privateData,
            });
            return { state: decodeValue(response.new_state), diagnostics: response.diagnostics };
        },
        async read(type, state) {
            const response = await readResource(run, schemaOf(type), {
                type_name: type,
                current_state: encodeValue(state),
                private: none,
            });
            return { state: decodeValue(response.new_state), diagnostics: response.diagnostics };
        },
    };
}

/** Returns the names of the attributes that are unknown. */
export function unknownIn(attributes: Properties | null): string[] {
    return Object.entries(attributes ?? {}).flatMap(([name, value]) => (value === unknownValue ? name : []));
}

function schemaOf(type: string): ResourceSchema {
    const schema = resourceSchemas[type];
    if (schema === undefined) {
        throw new Error(`no resource ${type}`);
    }
    return schema;
}

function attributesOf({ attributes }: ResourceSchema, declared: Properties): Properties {
    return Object.fromEntries(attributes.map(({ name }) => [name, declared[name] ?? null]));
}
