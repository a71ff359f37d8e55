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
    /** Pulumi's name of it. */
    name: string;
    inputs: Properties;
    /** Empty where the engine did not learn the result of its creation. */
    outputs: Properties;
    /** The engine's problems with it; mostly none. */
    problems: string[];
    /** Whether a run started to delete it and did not finish, so `onDestroy` may already have had its effect. */
    isBeingDeleted: boolean;
}

/** The text that replaces a value that the stack keeps secret. */
export const redacted = "[secret]";

const ourTypes = "pulumi-nodejs:dynamic/mysafe:";
/** The key with which the engine marks a special value, and the mark of a secret. */
const markKey = "4dabf18193072939515e22adb298388d";
const secretMark = "1b47061264138c4ac30d75fd1eb44270";

/**
 * Reads the output of `pulumi stack export`, a deployment alone, or a stack's file in a DIY backend.
 *
 * @param source The origin of the text, for the error.
 * @throws CommandError for any other text.
 */
export function readStackState(text: string, source: string): StackState {
    // 1. Find the deployment. A stack without resources still has a manifest.
    const deployment = deploymentIn(text);
    if (!("resources" in deployment || "manifest" in deployment)) {
        throw new CommandError(
            `${source} is not the state of a stack`,
            "it does not have the form that `pulumi stack export` writes.",
            "pass --file with a file that `pulumi stack export` wrote, or run this command in the project's folder without --file.",
        );
    }
    // 2. List its resources, and those that an interrupted run was about to create.
    const existing = list(deployment.resources);
    const pending = list(deployment.pending_operations).map(
        ({ resource, type }): Properties => ({ ...object(resource), operation: type }),
    );
    const created = pending.filter(({ urn }) => !existing.some((resource) => resource.urn === urn));
    // 3. Take the names from the first resource: each URN has them.
    const [, , stack = "", project = ""] = String(existing[0]?.urn).split(/:+/);
    return {
        stack,
        project,
        // The engine writes year 1 for "never".
        savedAt: String(object(deployment.manifest).time ?? "").replace(/^0001-.*/, ""),
        resources: [...existing, ...created]
            .filter(({ type }) => String(type).startsWith(ourTypes))
            .map((resource) => resourceOf(resource, pending.filter(isOperationOn(resource)))),
    };
}

function deploymentIn(text: string): Properties {
    try {
        const state = object(JSON.parse(text, (_, value) => (value?.[markKey] === secretMark ? redacted : value)));
        return object(state.deployment ?? object(state.checkpoint ?? state).latest ?? state);
    } catch {
        return {};
    }
}

/** @param interrupted The operations on it that a run started and did not finish. */
function resourceOf(resource: Properties, interrupted: readonly Properties[]): StateResource {
    const { type, urn, inputs, outputs, initErrors, retainOnDelete } = resource;
    // The engine has replaced it and not deleted it yet, or deleted it and not created its replacement yet.
    const isReplaced = resource.delete === true || resource.pendingReplacement === true;
    return {
        type: String(type).slice(ourTypes.length),
        // A name can contain "::".
        name: String(urn).split("::").slice(3).join("::"),
        inputs: object(inputs),
        outputs: object(outputs),
        problems: [
            ...(isReplaced ? ["its replacement or deletion did not finish"] : []),
            ...(Array.isArray(initErrors) ? initErrors : []).map(
                (error) => `failed to initialize: ${firstLine(String(error).trim())}`,
            ),
            ...interrupted.map(
                ({ operation }) => `a run was interrupted while ${operation} it: run \`pulumi refresh\``,
            ),
        ],
        isBeingDeleted:
            retainOnDelete !== true && (isReplaced || interrupted.some(({ operation }) => operation === "deleting")),
    };
}

/** Returns a filter for the operations on this resource, and not on its replacement or predecessor of the same URN. */
function isOperationOn(resource: Properties) {
    return (pending: Properties): boolean =>
        pending.urn === resource.urn &&
        (pending.operation !== "deleting" ||
            (pending.id === resource.id && (pending.delete === true) === (resource.delete === true)));
}

function list(value: unknown): Properties[] {
    return Array.isArray(value) ? value.map(object) : [];
}

function object(value: unknown): Properties {
    return typeof value === "object" && value !== null ? (value as Properties) : {};
}
