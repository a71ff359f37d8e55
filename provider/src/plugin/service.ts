import type { handleUnaryCall, ServiceError, sendUnaryData, UntypedServiceImplementation } from "@grpc/grpc-js";
import { type PluginAttach, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb.js";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import * as messages from "@pulumi/pulumi/proto/provider_pb.js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { createErrorTexts } from "../lifecycle/errorTexts";
import type { ApplyResult, Host } from "../lifecycle/host";
import { importState } from "../lifecycle/importState";
import { useVocabulary } from "../shared/vocabulary";
import { checkResponse, describeRefusal } from "./checkResponse";
import { checkConfiguration, withSecrets } from "./configuration";
import type { EngineLog } from "./engineLog";
import { findFunction } from "./functions";
import { vocabularyOf } from "./instanceVocabulary";
import { createRun, type PluginRun } from "./run";
import { InitFailedError, toServiceError } from "./serviceError";
import { refreshedInputs, withStatuses } from "./setInputs";
import type { SharedDeclarations } from "./sharedDeclarations";
import { nameIn } from "./urn";
import { fromStruct, toStruct } from "./wire";

/** The facts of the package that its plugin serves. */
export interface PackageFacts {
    version: string;
    /** Returns the schema, as JSON. */
    readSchema(): string;
}

/** Creates the operations that the engine calls. The calls that are left out answer UNIMPLEMENTED. */
export function createService(
    { version, readSchema }: PackageFacts,
    host: Omit<Host, "config" | "signal">,
    log: EngineLog,
    onEngineEnd: (action: () => void) => void,
    declarations: SharedDeclarations,
): UntypedServiceImplementation {
    // A debugger keeps the plugin for several runs, each with a Cancel at its end.
    let cancelled = new AbortController();
    onEngineEnd(() => cancelled.abort());
    const describe = createErrorTexts();
    let configured: PluginRun | undefined;
    /** The number of operations in progress. */
    let running = 0;

    function run(): PluginRun {
        if (configured === undefined) {
            throw new Error("the engine called an operation before Configure");
        }
        return configured;
    }

    /** Serves one operation. Its messages stand at the resource, and its errors are texts for people. */
    function serve<Request, Response>(
        operation: string,
        answer: (request: Request) => Promise<Response> | Response,
    ): handleUnaryCall<Request, Response> {
        return ({ request }, respond: sendUnaryData<Response>) => {
            const urn = (request as Partial<messages.CheckRequest>).getUrn?.() ?? "";
            running += 1;
            log.during(urn, async () => answer(request))
                .then(
                    (response) => respond(null, response),
                    (error: Error) => respond(toServiceError(described(error, operation)) as ServiceError),
                )
                .finally(() => {
                    running -= 1;
                });
        };
    }

    function described(error: Error, operation: string): Error {
        return error instanceof InitFailedError
            ? new InitFailedError(error.result, error.failure, describe(error.failure))
            : new Error(describe(error, operation));
    }

    return {
        getPluginInfo: serve("getPluginInfo", () => new PluginInfo().setVersion(version)),

        getSchema: serve("getSchema", () => new messages.GetSchemaResponse().setSchema(readSchema())),

        attach: serve("attach", (request: PluginAttach) => {
            log.connect(request.getAddress());
            return new Empty();
        }),

        checkConfig: serve("checkConfig", (request: messages.CheckRequest) => {
            const properties = fromStruct(request.getNews());
            useVocabulary(vocabularyOf(nameIn(request.getUrn())));
            return checkResponse(withSecrets(properties), checkConfiguration(properties, host.env));
        }),

        configure: serve("configure", (request: messages.ConfigureRequest) => {
            const instance = nameIn(request.getUrn() ?? "");
            useVocabulary(vocabularyOf(instance));
            cancelled = new AbortController();
            configured = createRun(
                { ...host, signal: cancelled.signal },
                fromStruct(request.getArgs()),
                instance,
                declarations,
            );
            // The engine itself keeps secret what a program declares as a secret.
            return new messages.ConfigureResponse();
        }),

        invoke: serve("invoke", async (request: messages.InvokeRequest) => {
            const call = findFunction(request.getTok());
            const outputs = await call(run(), fromStruct(request.getArgs()));
            return new messages.InvokeResponse().setReturn(toStruct(outputs));
        }),

        check: serve("check", async (request: messages.CheckRequest) => {
            const urn = request.getUrn();
            const { phase, lifecycleOf, reportPlan, lookAtSet } = run();
            const caller = { name: nameIn(urn), phase: phase(), place: urn };
            const news = fromStruct(request.getNews());
            const { inputs, failures, plan } = await lifecycleOf(urn).check({
                olds: withStatuses(fromStruct(request.getOlds())),
                news,
                caller,
            });
            lookAtSet(urn, news, inputs);
            run().shareDeclarations();
            reportPlan(urn, failures.length > 0 ? "refused" : plan);
            return checkResponse(inputs, failures.map(describeRefusal));
        }),

        diff: serve("diff", async (request: messages.DiffRequest) => {
            const urn = request.getUrn();
            const { phase, lifecycleOf } = run();
            const { changes, changedKeys, replaceKeys } = await lifecycleOf(urn).diff({
                olds: fromStruct(request.getOlds()),
                news: withStatuses(fromStruct(request.getNews())),
                caller: phase() === "preview" ? { name: nameIn(urn) } : undefined,
            });
            const { DIFF_SOME, DIFF_NONE } = messages.DiffResponse.DiffChanges;
            return new messages.DiffResponse()
                .setChanges(changes ? DIFF_SOME : DIFF_NONE)
                .setDiffsList(changedKeys)
                .setReplacesList(replaceKeys);
        }),

        create: serve("create", async (request: messages.CreateRequest) => {
            run().markUpdate();
            const inputs = fromStruct(request.getProperties());
            const { id, outputs } = complete(await run().lifecycleOf(request.getUrn()).create({ inputs }));
            return new messages.CreateResponse().setId(id).setProperties(toStruct(outputs));
        }),

        read: serve("read", async (request: messages.ReadRequest) => {
            const urn = request.getUrn();
            const id = request.getId();
            const olds = fromStruct(request.getProperties());
            const { context, lifecycleOf, typeOf } = run();
            const isImport = Object.keys(olds).length === 0;
            const found = isImport
                ? await importState(context, typeOf(urn), id)
                : { id, ...(await lifecycleOf(urn).read({ id, olds })) };
            return new messages.ReadResponse()
                .setId(found.id)
                .setProperties(toStruct(found.outputs))
                .setInputs(toStruct(refreshedInputs(fromStruct(request.getInputs()), found.inputs)));
        }),

        update: serve("update", async (request: messages.UpdateRequest) => {
            run().markUpdate();
            const olds = fromStruct(request.getOlds());
            const news = fromStruct(request.getNews());
            const lifecycle = run().lifecycleOf(request.getUrn());
            const { outputs } = complete(await lifecycle.update({ id: request.getId(), olds, news }));
            return new messages.UpdateResponse().setProperties(toStruct(outputs));
        }),

        delete: serve("delete", async (request: messages.DeleteRequest) => {
            run().markUpdate();
            const olds = fromStruct(request.getProperties());
            if (olds.onDestroy === "restore") {
                run().learnDeclarations();
            }
            await run().lifecycleOf(request.getUrn()).delete({ id: request.getId(), olds });
            return new Empty();
        }),

        cancel: serve("cancel", () => {
            // The engine makes this call at the end of each run, too. Then it is the only one.
            if (running === 1) {
                configured?.end();
            }
            cancelled.abort();
            declarations.remove();
            return new Empty();
        }),
    } satisfies Partial<IResourceProviderServer>;
}

function complete(result: ApplyResult): ApplyResult {
    if (result.incomplete !== undefined) {
        throw new InitFailedError(result, result.incomplete);
    }
    return result;
}
