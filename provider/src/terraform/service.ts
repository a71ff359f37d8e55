import type { handleUnaryCall, sendUnaryData, UntypedServiceImplementation } from "@grpc/grpc-js";
import type { Host } from "../lifecycle/host";
import { ExpectedError } from "../shared/errors";
import { applyChange } from "./applyChange";
import { checkConfiguration } from "./configuration";
import { checkDataSource, readDataSource } from "./dataSources";
import {
    diagnosticOf,
    diagnosticOfError,
    diagnosticOfFollower,
    diagnosticOfWarning,
    diagnosticsOfFailures,
} from "./diagnostics";
import { importResource } from "./importResource";
import type { OperationLog } from "./operationLog";
import { planChange } from "./planChange";
import type * as protocol from "./protocol";
import { readResource } from "./readResource";
import { resourceSchemas } from "./resourceSchemas";
import { declarationOf } from "./resourceValues";
import { createRun, type ProviderRun } from "./run";
import type { ResourceSchema } from "./schema";
import { metadataMessage, schemaMessage } from "./schemaMessages";
import { upgradeState } from "./upgradeState";
import { decodeValue, encodeValue } from "./values";

type Answer = { diagnostics?: protocol.Diagnostic[] } & Record<string, unknown>;

/**
 * Creates the operations that Terraform calls. Each error is a diagnostic: Terraform shows a failed call as a defect of the
 * provider.
 */
export function createService(
    host: Omit<Host, "config">,
    log: OperationLog,
    stop: () => void,
): UntypedServiceImplementation {
    let configured: ProviderRun | undefined;

    function run(): ProviderRun {
        if (configured === undefined) {
            throw new Error("the provider was called before its configuration");
        }
        return configured;
    }

    /** Serves one operation, with the warnings that it logs. */
    function serve<Request>(answer: (request: Request) => Promise<Answer> | Answer): handleUnaryCall<Request, Answer> {
        async function answerOrError(request: Request): Promise<Answer> {
            try {
                return await answer(request);
            } catch (error) {
                return { diagnostics: [describe(error as Error)] };
            }
        }

        return async ({ request }, respond: sendUnaryData<Answer>) => {
            const { result, warnings } = await log.during(() => answerOrError(request));
            const diagnostics = [...(result.diagnostics ?? []), ...warnings.map(diagnosticOfWarning)];
            respond(null, { ...result, diagnostics });
        };
    }

    function describe(error: Error): protocol.Diagnostic {
        if (error instanceof ExpectedError) {
            const isFollower = configured?.isFirstFailure(error) === false;
            return isFollower ? diagnosticOfFollower("read") : diagnosticOfError(error);
        }
        log.error(error.stack ?? error.message);
        return diagnosticOf(
            "error",
            `defect of the provider: ${error.message}\nSolution: report it, with the log of TF_LOG=error.`,
        );
    }

    return {
        GetMetadata: serve(metadataMessage),
        GetProviderSchema: serve(schemaMessage),
        GetFunctions: serve(() => ({})),

        ValidateProviderConfig: serve(({ config }: protocol.TypedConfig) => ({
            diagnostics: checkConfiguration(decodeValue(config) ?? {}, host.env, false),
        })),

        ConfigureProvider: serve(({ config }: protocol.TypedConfig) => {
            const attributes = decodeValue(config) ?? {};
            configured = createRun(host, attributes);
            return { diagnostics: checkConfiguration(attributes, host.env, true) };
        }),

        ValidateResourceConfig: serve(({ type_name, config }: protocol.TypedConfig) => {
            const schema = schemaOf(type_name);
            const { kind, codec } = schema.resourceType;
            const { failures } = codec.readDeclaration({}, declarationOf(schema, decodeValue(config) ?? {}), kind);
            return { diagnostics: diagnosticsOfFailures(failures) };
        }),

        ValidateDataResourceConfig: serve(({ type_name, config }: protocol.TypedConfig) => ({
            diagnostics: checkDataSource(type_name, decodeValue(config) ?? {}),
        })),

        UpgradeResourceState: serve((request: protocol.UpgradeRequest) =>
            upgradeState(schemaOf(request.type_name), request),
        ),

        PlanResourceChange: serve(async (request: protocol.PlanRequest) => ({
            ...(await planChange(run(), schemaOf(request.type_name), request)),
        })),

        ApplyResourceChange: serve(async (request: protocol.ApplyRequest) => ({
            ...(await applyChange(run(), schemaOf(request.type_name), request)),
        })),

        ReadResource: serve(async (request: protocol.ReadRequest) => ({
            ...(await readResource(run(), schemaOf(request.type_name), request)),
        })),

        ImportResourceState: serve((request: protocol.ImportRequest) =>
            importResource(run(), schemaOf(request.type_name), request),
        ),

        ReadDataSource: serve(async ({ type_name, config }: protocol.TypedConfig) => ({
            state: encodeValue(await readDataSource(run(), type_name, decodeValue(config) ?? {})),
        })),

        StopProvider(_call: unknown, respond: sendUnaryData<object>) {
            stop();
            respond(null, {});
        },
    };
}

/** @throws Error for a type that the provider does not have. */
function schemaOf(type: string): ResourceSchema {
    const schema = Object.hasOwn(resourceSchemas, type) ? resourceSchemas[type] : undefined;
    if (schema === undefined) {
        throw new Error(`the provider has no resource ${type}`);
    }
    return schema;
}
