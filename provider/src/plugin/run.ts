import { Vault } from "../client/vault";
import { createContext, type RunContext } from "../lifecycle/context";
import type { Host, Lifecycle } from "../lifecycle/host";
import { createLifecycle } from "../lifecycle/lifecycle";
import type { PlannedChange } from "../lifecycle/plan";
import { groupPlan } from "../lifecycle/planGroups";
import { describeDrift, type ResourcePlan, summarizePlan } from "../lifecycle/planSummary";
import { type ResourceType, resourceTypes } from "../lifecycle/resourceTypes";
import type { Properties } from "../shared/properties";
import { createConfigReader, createWording, findUnknownVariables, isDeclared } from "./configuration";

/** One configured provider instance: its vault, and what the engine does with it. */
export interface PluginRun {
    context: RunContext;
    /** Rewrites a message for this instance. */
    wording(message: string): string;
    /** @throws Error for a type that the package does not have. */
    typeOf(urn: string): ResourceType;
    lifecycleOf(urn: string): Lifecycle;
    /** Returns `"preview"` until the engine changes something: it tells no phase before that. */
    phase(): "preview" | "update";
    /** Records that the engine runs an update. */
    markUpdate(): void;
    /** Reports what an update would do with a resource, the drift at once. */
    reportPlan(name: string, urn: string, plan: readonly PlannedChange[]): void;
    /** Reports the end of the run. */
    end(): void;
}

/**
 * Creates the run of a provider instance from its configuration.
 *
 * @param instance Its name in the program, or in the engine.
 */
export function createRun(host: Omit<Host, "config">, configuration: Properties, instance: string): PluginRun {
    const { log, signal } = host;
    let isUpdate = false;
    const plans: ResourcePlan[] = [];
    const config = createConfigReader(configuration);
    const context = createContext(
        { ...host, config },
        (settings, hasPreviewed) => new Vault(settings, { log, signal, isPreview: () => hasPreviewed() && !isUpdate }),
    );
    findUnknownVariables(host.env).forEach(context.warnOnce);

    function typeOf(urn: string): ResourceType {
        const name = classNameIn(urn);
        if (!Object.hasOwn(resourceTypes, name)) {
            throw new Error(`the package mysafe has no resource ${name}`);
        }
        return resourceTypes[name as keyof typeof resourceTypes];
    }

    return {
        context,
        wording: createWording(instance),
        typeOf,
        lifecycleOf(urn) {
            const { kind, codec } = typeOf(urn);
            return createLifecycle(context, kind, codec);
        },
        phase: () => (isUpdate ? "update" : "preview"),
        markUpdate() {
            isUpdate = true;
        },
        reportPlan(name, urn, changes) {
            const plan = { name, isSet: !typeOf(urn).codec.holdsOne, groups: groupPlan(changes) };
            plans.push(plan);
            const drift = describeDrift(plan);
            if (drift !== undefined) {
                log.warn(drift);
            }
        },
        end() {
            if (!isUpdate && plans.some(({ groups }) => groups.length > 0)) {
                log.info(`${isDeclared(instance) ? `${instance}: ` : ""}${summarizePlan(plans)}`);
            }
        },
    };
}

/** Returns the name of the resource's type in a URN, without its package and the types of its parents. */
function classNameIn(urn: string): string {
    return (urn.split("::")[2] ?? "").split(":").at(-1) ?? "";
}
