import { firstLine } from "../shared/errors";
import type { Properties } from "../shared/properties";
import { CommandError } from "./command";

/** The parts of a stack's state that a report needs. */
export interface StackState {
    /** Names of the stack and its project; empty where the state has no resource. */
    stack: string;
    project: string;
    /** When the engine saved the state: ISO 8601, UTC; empty where the state has no time. */
    savedAt: string;
    /** The resources of our types in the engine's order, and then those that it was about to create. */
    resources: StateResource[];
}

/** A resource of one of our types. A property that the stack keeps secret is "[secret]". */
export interface StateResource {
    /** The name of its class. */
    type: string;
    name: string;
    inputs: Properties;
    /** Empty where the engine did not learn the result of its creation. */
    outputs: Properties;
    /** The engine's problems with it; mostly none. */
    problems: string[];
    /** True where a run started to delete it and did not finish, so `onDestroy` may already have had its effect. */
    isBeingDeleted: boolean;
}

export const redacted = "[secret]";

/** Matches the types of the dynamic resources and of the plugin's, and the name of their class. */
const ourTypes = /^(?:pulumi-nodejs:dynamic\/mysafe|mysafe:index):(\w+)$/;
/** The key with which the engine marks a special value, and the mark of a secret. */
const markKey = "4dabf18193072939515e22adb298388d";
const secretMark = "1b47061264138c4ac30d75fd1eb44270";

const exportFirst = "pass --file with a file that `pulumi stack export` wrote, or omit --file in the project's folder.";

/**
 * Reads the output of `pulumi stack export`.
 *
 * @param source The origin of the text, for the error.
 * @throws CommandError for any other text.
 */
export function readStackState(text: string, source: string, solution = exportFirst): StackState {
    // 1. Check the form. A stack without resources still has a manifest.
    const deployment = deploymentIn(text);
    if (!("resources" in deployment || "manifest" in deployment)) {
        throw new CommandError(
            `${source} is not the state of a stack`,
            "it does not have the form that `pulumi stack export` writes.",
            solution,
        );
    }
    // 2. List the resources, and those that an interrupted run was about to create.
    const existing = toList(deployment.resources);
    const pending = toList(deployment.pending_operations).map(
        ({ resource, type }): Properties => ({ ...toObject(resource), operation: type }),
    );
    const created = pending.filter(({ urn }) => !existing.some((resource) => resource.urn === urn));
    // 3. Take the names from the first resource: each URN has them.
    const [, , stack = "", project = ""] = String(existing[0]?.urn).split(/:+/);
    return {
        stack,
        project,
        // The engine writes year 1 for "never".
        savedAt: String(toObject(deployment.manifest).time ?? "").replace(/^0001-.*/, ""),
        resources: [...existing, ...created]
            .filter(({ type }) => ourTypes.test(String(type)))
            .map((resource) => readResource(resource, pending)),
    };
}

function deploymentIn(text: string): Properties {
    try {
        const redactSecret = (_: string, value: unknown) =>
            toObject(value)[markKey] === secretMark ? redacted : value;
        return toObject(JSON.parse(text, redactSecret)?.deployment);
    } catch {
        return {};
    }
}

function readResource(resource: Properties, pending: readonly Properties[]): StateResource {
    const { type, urn, inputs, outputs, initErrors, retainOnDelete } = resource;
    // The engine has replaced it and not deleted it yet, or deleted it and not created its replacement yet.
    const isReplaced = resource.delete === true || resource.pendingReplacement === true;
    const interrupted = pending.filter((operation) => isOperationOn(resource, operation));
    const isDeletionInterrupted = interrupted.some(({ operation }) => operation === "deleting");
    return {
        type: ourTypes.exec(String(type))?.[1] ?? "",
        // A name can contain "::".
        name: String(urn).split("::").slice(3).join("::"),
        inputs: toObject(inputs),
        outputs: toObject(outputs),
        problems: [
            isReplaced ? ["its replacement or deletion did not finish"] : [],
            (Array.isArray(initErrors) ? initErrors : []).map(
                (error) => `failed to initialize: ${firstLine(String(error).trim())}`,
            ),
            interrupted.map(({ operation }) => `a run was interrupted while ${operation} it: run \`pulumi refresh\``),
        ].flat(),
        isBeingDeleted: retainOnDelete !== true && (isReplaced || isDeletionInterrupted),
    };
}

/** Returns whether the operation is on this resource, and not on its replacement or predecessor of the same URN. */
function isOperationOn(resource: Properties, pending: Properties): boolean {
    const isSameVersion = pending.id === resource.id && (pending.delete === true) === (resource.delete === true);
    return pending.urn === resource.urn && (pending.operation !== "deleting" || isSameVersion);
}

function toList(value: unknown): Properties[] {
    return Array.isArray(value) ? value.map(toObject) : [];
}

function toObject(value: unknown): Properties {
    return typeof value === "object" && value !== null ? (value as Properties) : {};
}
