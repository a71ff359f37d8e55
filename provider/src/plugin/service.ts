import type { handleUnaryCall, ServiceError, sendUnaryData, UntypedServiceImplementation } from "@grpc/grpc-js";
import { type PluginAttach, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb.js";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import * as messages from "@pulumi/pulumi/proto/provider_pb.js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type Failure, formatFailure, formatPath } from "../checks/failure";
import { createErrorTexts } from "../lifecycle/errorTexts";
import type { ApplyResult, Host } from "../lifecycle/host";
import { withName } from "../shared/passwordName";
import { checkConfiguration, createWording, withSecrets } from "./configuration";
import type { EngineLog } from "./engineLog";
import { packageFunctions } from "./functions";
import { importState, withStatuses } from "./importState";
import { createRun, type PluginRun } from "./run";
import { InitFailedError, toServiceError } from "./serviceError";
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
    host: Omit<Host, "config">,
    log: EngineLog,
    cancel: () => void,
): UntypedServiceImplementation {
    const describe = createErrorTexts();
    let configured: PluginRun | undefined;

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
            log.during(urn, async () => answer(request)).then(
                (response) => respond(null, response),
                (error: Error) => respond(toServiceError(worded(error, operation)) as ServiceError),
            );
        };
    }

    function worded(error: Error, operation: string): Error {
        const wording = configured?.wording ?? String;
        return error instanceof InitFailedError
            ? new InitFailedError(error.result, error.failure, wording(describe(error.failure)))
            : new Error(wording(describe(error, operation)));
    }

    return {
        getPluginInfo: serve("getPluginInfo", () => {
            const response = new PluginInfo();
            response.setVersion(version);
            return response;
        }),

        getSchema: serve("getSchema", () => {
            const response = new messages.GetSchemaResponse();
            response.setSchema(readSchema());
            return response;
        }),

        attach: serve("attach", (request: PluginAttach) => {
            log.connect(request.getAddress());
            return new Empty();
        }),

        checkConfig: serve("checkConfig", (request: messages.CheckRequest) => {
            const properties = fromStruct(request.getNews());
            const wording = createWording(nameIn(request.getUrn()));
            const response = new messages.CheckResponse();
            response.setInputs(toStruct(withSecrets(properties)));
            response.setFailuresList(
                checkConfiguration(properties, host.env).map(({ property, reason }) =>
                    checkFailure(property, wording(reason)),
                ),
            );
            return response;
        }),

        configure: serve("configure", (request: messages.ConfigureRequest) => {
            const instance = nameIn(request.getUrn() ?? "");
            configured = createRun(host, fromStruct(request.getArgs()), instance);
            log.rewrite(configured.wording);
            // The engine itself keeps secret what a program declares as a secret.
            return new messages.ConfigureResponse();
        }),

        invoke: serve("invoke", async (request: messages.InvokeRequest) => {
            const call = packageFunctions[request.getTok().split(":").at(-1) ?? ""];
            if (call === undefined) {
                throw new Error(`the package mysafe has no function ${request.getTok()}`);
            }
            const response = new messages.InvokeResponse();
            response.setReturn(toStruct(await call(run().context, fromStruct(request.getArgs()))));
            return response;
        }),

        check: serve("check", async (request: messages.CheckRequest) => {
            const urn = request.getUrn();
            const { phase, lifecycleOf, reportPlan } = run();
            const caller = { name: nameIn(urn), phase: phase(), place: urn };
            const { inputs, failures, plan } = await lifecycleOf(urn).check({
                olds: withStatuses(fromStruct(request.getOlds())),
                news: fromStruct(request.getNews()),
                caller,
            });
            reportPlan(caller.name, urn, plan);
            const response = new messages.CheckResponse();
            response.setInputs(toStruct(inputs));
            response.setFailuresList(failures.map((failure) => refusal(failure, run().wording)));
            return response;
        }),

        diff: serve("diff", async (request: messages.DiffRequest) => {
            const urn = request.getUrn();
            const { phase, lifecycleOf } = run();
            const { changes, changedKeys, replaceKeys } = await lifecycleOf(urn).diff({
                olds: fromStruct(request.getOlds()),
                news: fromStruct(request.getNews()),
                caller: phase() === "preview" ? { name: nameIn(urn) } : undefined,
            });
            const response = new messages.DiffResponse();
            const { DIFF_SOME, DIFF_NONE } = messages.DiffResponse.DiffChanges;
            response.setChanges(changes ? DIFF_SOME : DIFF_NONE);
            response.setDiffsList(changedKeys);
            response.setReplacesList(replaceKeys);
            return response;
        }),

        create: serve("create", async (request: messages.CreateRequest) => {
            run().markUpdate();
            const inputs = fromStruct(request.getProperties());
            const { id, outputs } = complete(await run().lifecycleOf(request.getUrn()).create({ inputs }));
            const response = new messages.CreateResponse();
            response.setId(id);
            response.setProperties(toStruct(outputs));
            return response;
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
            const response = new messages.ReadResponse();
            response.setId(found.id);
            response.setProperties(toStruct(found.outputs));
            response.setInputs(found.inputs === undefined ? request.getInputs() : toStruct(found.inputs));
            return response;
        }),

        update: serve("update", async (request: messages.UpdateRequest) => {
            run().markUpdate();
            const olds = fromStruct(request.getOlds());
            const news = fromStruct(request.getNews());
            const lifecycle = run().lifecycleOf(request.getUrn());
            const { outputs } = complete(await lifecycle.update({ id: request.getId(), olds, news }));
            const response = new messages.UpdateResponse();
            response.setProperties(toStruct(outputs));
            return response;
        }),

        delete: serve("delete", async (request: messages.DeleteRequest) => {
            run().markUpdate();
            const olds = fromStruct(request.getProperties());
            await run().lifecycleOf(request.getUrn()).delete({ id: request.getId(), olds });
            return new Empty();
        }),

        cancel: serve("cancel", () => {
            configured?.end();
            cancel();
            return new Empty();
        }),
    } satisfies Partial<IResourceProviderServer>;
}

/** Returns the name in a URN: its part after the last `::`. */
function nameIn(urn: string): string {
    return urn.split("::").slice(3).join("::");
}

/**
 * Returns a failure as the engine prints it: with the value of a property, but with no value of an item in a list. So an
 * item stands in the reason.
 */
function refusal(failure: Failure, wording: (message: string) => string): messages.CheckFailure {
    const { property, index, identifier, name, summary } = failure;
    const reason = wording(formatFailure(failure));
    const shown = name === undefined || summary.includes(name) ? undefined : name;
    if (index === undefined) {
        return checkFailure(property, shown === undefined ? reason : `${shown}: ${reason}`);
    }
    const value = identifier === undefined ? "" : ` value {${withName(identifier, shown)}}`;
    return checkFailure("", `property ${formatPath(failure)}${value}: ${reason}`);
}

function checkFailure(property: string, reason: string): messages.CheckFailure {
    const failure = new messages.CheckFailure();
    failure.setProperty(property);
    failure.setReason(reason);
    return failure;
}

function complete(result: ApplyResult): ApplyResult {
    if (result.incomplete !== undefined) {
        throw new InitFailedError(result, result.incomplete);
    }
    return result;
}
