import type * as dynamic from "@pulumi/pulumi/dynamic";
import { type Failure, formatFailure, formatPath } from "../checks/failure";
import { createContext, type RunContext } from "../lifecycle/context";
import type { ApplyResult, Host } from "../lifecycle/host";
import { createLifecycle } from "../lifecycle/lifecycle";
import type { ResourceType } from "../lifecycle/resourceTypes";
import { configKeys } from "../settings/configKeys";
import type { ReadConfig } from "../settings/sources";
import { withName } from "../shared/passwordName";
import type { Properties } from "../shared/properties";
import { type CallerInfo, callerKey, nameKey, previewKey, readCallerInfo } from "./callerInfo";
import { unpack } from "./packedList";
import { packPlan } from "./packedPlan";
import { ResourceInitError, type RunOperation } from "./sdkErrors";
import { fromWire, toWire } from "./wireValues";

/** The operations that the SDK's dynamic provider calls. */
export type DynamicProvider = Required<
    Pick<dynamic.ResourceProvider, "configure" | "check" | "diff" | "create" | "read" | "update" | "delete">
>;

/**
 * Creates the dynamic providers of a process. They share one context: one token, one queue and one list call for all
 * types of resources.
 */
export function createProviderFactory(
    host: Omit<Host, "config">,
    run: RunOperation,
    createRunContext: (host: Host) => RunContext = createContext,
): (type: ResourceType) => DynamicProvider {
    let config: ReadConfig = () => undefined;
    let configured = "";
    let context: RunContext | undefined;

    return ({ kind, codec }) => {
        const lifecycle = () => {
            context ??= createRunContext({ ...host, config });
            return createLifecycle(context, kind, codec);
        };
        return {
            // Stores the configuration and validates nothing: the SDK ignores a failure, and does not repeat the call.
            async configure(request) {
                const read: ReadConfig = (key) => request.config.get(key);
                const values = JSON.stringify(configKeys.map((key) => read(`mysafe:${key}`)));
                if (values !== configured) {
                    configured = values;
                    config = read;
                    context = undefined;
                }
            },

            check: (olds, { [callerKey]: info, ...news }) =>
                run("check", async () => {
                    const caller = readCallerInfo(info);
                    const { inputs, failures, plan } = await lifecycle().check({
                        olds: fromWire(olds),
                        news: fromWire({ ...news, identifiers: unpack(news.identifiers) }),
                        caller: caller ?? { phase: "preview", place: "" },
                    });
                    // The engine ends a preview at the first failed check, so our classes report the failures instead.
                    if (caller?.phase === "preview" && failures.every(({ scope }) => scope === "password")) {
                        const refusals = failures.map((failure) => formatRefusal(failure, caller));
                        const members = Object.keys(Object(inputs.identifiers)).length;
                        const hidden =
                            refusals.length > 0
                                ? { [previewKey]: refusals }
                                : { [nameKey]: caller.name, [previewKey]: packPlan(plan, members, caller.isSecret) };
                        return { inputs: { ...toWire(inputs), ...hidden }, failures: [] };
                    }
                    return { inputs: toWire(inputs), failures: failures.map(toCheckFailure) };
                }),

            diff: (_id, olds, { [previewKey]: found, [nameKey]: name, ...news }) =>
                run("diff", async () => {
                    const caller = typeof name === "string" ? { name } : undefined;
                    const { changes, replaceKeys } = await lifecycle().diff({ olds, news: fromWire(news), caller });
                    // Refusals reach the program with the outputs of a planned change alone.
                    return { changes: changes || Array.isArray(found), replaces: replaceKeys };
                }),

            create: (inputs) => run("create", async () => toSdkResult(await lifecycle().create({ inputs }), inputs)),

            read: (id, olds = {}) =>
                run("read", async () => {
                    const { outputs, inputs } = await lifecycle().read({ id, olds });
                    return { id, props: outputs, inputs };
                }),

            update: (id, olds, news) =>
                run("update", async () => toSdkResult(await lifecycle().update({ id, olds, news }), news)),

            delete: (id, olds) => run("delete", () => lifecycle().delete({ id, olds })),
        };
    };
}

function toSdkResult({ id, outputs, incomplete }: ApplyResult, inputs: Properties): { id: string; outs: object } {
    if (incomplete !== undefined) {
        // The SDK adds the provider text to the outputs of a complete resource alone.
        throw new ResourceInitError(id, { ...outputs, __provider: inputs.__provider }, incomplete);
    }
    return { id, outs: outputs };
}

function toCheckFailure(failure: Failure): dynamic.CheckFailure {
    return { property: formatPath(failure), reason: formatFailure(failure) };
}

/** Formats a failure as the engine formats a failed check. */
function formatRefusal(failure: Failure, { name: resource, isSecret }: CallerInfo): string {
    // Other values are not shown: the program can have made them secrets.
    const name = failure.name !== undefined && failure.summary.includes(failure.name) ? undefined : failure.name;
    const value = failure.identifier && !isSecret ? ` value {${withName(failure.identifier, name)}}` : "";
    return `resource '${resource}': property ${formatPath(failure)}${value} has a problem: ${formatFailure(failure)}`;
}
