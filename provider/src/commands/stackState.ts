import type { Properties } from "../shared/properties";
import { CommandError } from "./command";

/** What a report needs of a stack's state. */
export interface StackState {
    /** Names of the stack and of its project; empty where the state has no resource. */
    stack: string;
    project: string;
    /** When the engine wrote it: ISO 8601, UTC; empty where it does not say. */
    savedAt: string;
    /** The resources of our own types, in the engine's order, and those that it was about to create. */
    resources: StateResource[];
}

/** A resource of ours. A property that is a secret of the stack is "[secret]": its value is never read. */
export interface StateResource {
    /** Name of its class. */
    type: string;
    /** Pulumi's name of it. */
    name: string;
    inputs: Properties;
    /** Empty where the engine never heard how its creation ended. */
    outputs: Properties;
    /** What is wrong with it, in the engine's view; mostly nothing. */
    troubles: string[];
    /** Whether a run began to remove it, and did not finish, so that what it does when it goes may be done. */
    isLeaving: boolean;
    /** What its inputs were to become in an update that was cut off; what it then lets go of may be done, too. */
    updatingTo?: Properties | undefined;
}

/** What stands in the place of a value that the stack keeps secret. */
export const hidden = "[secret]";

const ourTypes = "pulumi-nodejs:dynamic/mysafe:";
/** The engine's mark of a special value, and the one that says "secret". */
const markKey = "4dabf18193072939515e22adb298388d";
const secretMark = "1b47061264138c4ac30d75fd1eb44270";

/**
 * Reads what `pulumi stack export` writes, a deployment alone, or the file of a stack in a backend of files.
 *
 * @param source What it came from, for the error.
 * @throws CommandError for anything else.
 */
export function readStackState(text: string, source: string): StackState {
    const deployment = deploymentIn(text);
    // A stack that never ran, or was destroyed, has no resources, but a manifest.
    if (!("resources" in deployment || "manifest" in deployment)) {
        throw new CommandError(
            `${source} is not the state of a stack`,
            "it is not what `pulumi stack export` writes.",
            "give --file what `pulumi stack export` wrote, or run this in the project's folder without it.",
        );
    }
    const existing = list(deployment.resources);
    const pending = list(deployment.pending_operations).map(
        ({ resource, type }): Properties => ({ ...object(resource), doing: type }),
    );
    const isNew = ({ urn }: Properties) => !existing.some((resource) => resource.urn === urn);
    const [, , stack = "", project = ""] = String(existing[0]?.urn).split(/:+/);
    return {
        stack,
        project,
        // The engine has the first year of all for "never".
        savedAt: String(object(deployment.manifest).time ?? "").replace(/^0001-.*/, ""),
        resources: [...existing, ...pending.filter(isNew)]
            .filter(({ type }) => String(type).startsWith(ourTypes))
            .map((resource) => ({ resource, cutOff: pending.filter(isOf(resource)) }))
            .map(({ resource, cutOff }) => ({
                type: String(resource.type).slice(ourTypes.length),
                // A name can have "::" in it.
                name: String(resource.urn).split("::").slice(3).join("::"),
                inputs: object(resource.inputs),
                outputs: object(resource.outputs),
                troubles: [
                    ...troublesIn(resource),
                    ...cutOff.map(({ doing }) => `a run was cut off while ${doing} it: see \`pulumi refresh\``),
                ],
                isLeaving:
                    resource.retainOnDelete !== true &&
                    (isLeft(resource) || cutOff.some(({ doing }) => doing === "deleting")),
                updatingTo: cutOff.filter(({ doing }) => doing === "updating").map(({ inputs }) => object(inputs))[0],
            })),
    };
}

function deploymentIn(text: string): Properties {
    try {
        const state = object(JSON.parse(text, (_, value) => (value?.[markKey] === secretMark ? hidden : value)));
        return object(state.deployment ?? object(state.checkpoint ?? state).latest ?? state);
    } catch {
        return {};
    }
}

/** Whether the engine has replaced it and not deleted it yet, or deleted it and not made it again. */
function isLeft({ delete: isReplaced, pendingReplacement }: Properties): boolean {
    return isReplaced === true || pendingReplacement === true;
}

function troublesIn(resource: Properties): string[] {
    const { initErrors } = resource;
    return [
        ...(isLeft(resource) ? ["it is replaced or removed, and that was not finished"] : []),
        ...(Array.isArray(initErrors) ? initErrors : []).map(
            (error) => `failed to initialize: ${String(error).trim().split("\n", 1)[0]}`,
        ),
    ];
}

/** Whether what was cut off was done with this resource, and not with one that stands in its place, or stood there. */
function isOf(resource: Properties) {
    return (pending: Properties): boolean =>
        pending.urn === resource.urn &&
        (pending.doing !== "deleting" ||
            (pending.id === resource.id && (pending.delete === true) === (resource.delete === true)));
}

function list(value: unknown): Properties[] {
    return Array.isArray(value) ? value.map(object) : [];
}

function object(value: unknown): Properties {
    return typeof value === "object" && value !== null ? (value as Properties) : {};
}
