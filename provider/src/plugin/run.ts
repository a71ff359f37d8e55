import { Vault } from "../client/vault";
import { createContext, type RunContext } from "../lifecycle/context";
import type { Host, Lifecycle } from "../lifecycle/host";
import { createLifecycle } from "../lifecycle/lifecycle";
import type { PlannedChange } from "../lifecycle/plan";
import { groupPlan } from "../lifecycle/planGroups";
import { describeDrift, type ResourcePlan, summarizePlan } from "../lifecycle/planSummary";
import { type ResourceType, resourceTypes } from "../lifecycle/resourceTypes";
import { declaredIdentifiers } from "../lifecycle/setCodec";
import { createArgumentReader } from "../settings/argumentReader";
import { findUnknownVariables } from "../settings/configKeys";
import { describeEmptySearches, type EmptySearches } from "../shared/emptySearch";
import type { Properties } from "../shared/properties";
import { isDeclared } from "./instanceVocabulary";
import type { SharedDeclarations } from "./sharedDeclarations";
import { nameIn, typeNameIn } from "./urn";

/** One configured provider instance: its vault, and what the engine does with it. */
export interface PluginRun {
    context: RunContext;
    /** @throws Error for a type that the package does not have. */
    typeOf(urn: string): ResourceType;
    lifecycleOf(urn: string): Lifecycle;
    /** Returns `"preview"` until the engine changes something: it tells no phase before that. */
    phase(): "preview" | "update";
    /** Records that the engine runs an update. */
    markUpdate(): void;
    /** Reports what an update would do with a resource, the drift at once. */
    reportPlan(urn: string, plan: readonly PlannedChange[] | "refused"): void;
    /** Tells the other processes of the run what this one has seen declared. */
    shareDeclarations(): void;
    /** Learns what the other processes have seen: a release leaves it alone. */
    learnDeclarations(): void;
    /** Reports a search that found nothing. */
    reportEmptySearch(description: string): void;
    /** Looks at a declared set: one with an empty list can explain an empty search. */
    lookAtSet(urn: string, declared: Properties, inputs: Properties): void;
    /** Reports the end of the run: in a preview what an update would do, unless it refused a resource. */
    end(): void;
}

/**
 * Creates the run of a provider instance from its configuration.
 *
 * @param instance Its name in the program, or in the engine.
 * @param declarations What the processes of the run share.
 */
export function createRun(
    host: Omit<Host, "config">,
    configuration: Properties,
    instance: string,
    declarations: SharedDeclarations,
): PluginRun {
    const { log, signal } = host;
    let isUpdate = false;
    let isRefused = false;
    /** The plans by URN: the engine checks a resource twice that it replaces. */
    const plans = new Map<string, ResourcePlan>();
    let sharedCount = 0;
    const searches: EmptySearches = { descriptions: [], hasExplainingSet: false, emptySets: [] };
    const config = createArgumentReader(configuration);
    const context = createContext(
        { ...host, config },
        (settings, hasPreviewed) => new Vault(settings, { log, signal, isPreview: () => hasPreviewed() && !isUpdate }),
    );
    findUnknownVariables(host.env).forEach(context.warnOnce);

    /** Returns the vault's URL; empty where a setting is wrong, which the operations report. */
    function vaultUrl(): string {
        try {
            return context.settings().url;
        } catch {
            return "";
        }
    }

    function typeOf(urn: string): ResourceType {
        const name = typeNameIn(urn);
        if (!Object.hasOwn(resourceTypes, name)) {
            throw new Error(`the package mysafe has no resource ${name}`);
        }
        return resourceTypes[name as keyof typeof resourceTypes];
    }

    return {
        context,
        typeOf,
        lifecycleOf(urn) {
            const { kind, codec } = typeOf(urn);
            return createLifecycle(context, kind, codec);
        },
        phase: () => (isUpdate ? "update" : "preview"),
        markUpdate() {
            isUpdate = true;
        },
        reportPlan(urn, changes) {
            if (changes === "refused") {
                isRefused = true;
                return;
            }
            const plan = { name: nameIn(urn), isSet: !typeOf(urn).codec.holdsOne, groups: groupPlan(changes) };
            plans.set(urn, plan);
            const drift = describeDrift(plan);
            if (drift !== undefined) {
                log.warn(drift);
            }
        },
        shareDeclarations() {
            if (context.declaredPasswords.size > sharedCount) {
                const declared = [...context.declaredPasswords].slice(sharedCount);
                sharedCount += declared.length;
                declarations.add(vaultUrl(), declared);
            }
        },
        learnDeclarations() {
            for (const identifier of declarations.read(vaultUrl())) {
                context.declaredPasswords.add(identifier);
            }
        },
        reportEmptySearch(description) {
            if (!searches.descriptions.includes(description)) {
                searches.descriptions.push(description);
            }
        },
        lookAtSet(urn, { identifiers, additive }, inputs) {
            if (!Array.isArray(identifiers) || identifiers.length > 0) {
                return;
            }
            if (additive === true && declaredIdentifiers(inputs).length > 0) {
                searches.hasExplainingSet = true;
            } else {
                searches.emptySets.push(nameIn(urn));
            }
        },
        end() {
            const warning = describeEmptySearches(searches);
            if (warning !== undefined) {
                log.warn(warning);
            }
            if (!isUpdate && !isRefused && [...plans.values()].some(({ groups }) => groups.length > 0)) {
                log.info(`${isDeclared(instance) ? `${instance}: ` : ""}${summarizePlan([...plans.values()])}`);
            }
        },
    };
}
