import { decodeEntries, decodeEntry, type Entry } from "../lifecycle/entries";
import { declaredIdentifiers } from "../lifecycle/setCodec";
import { forEach } from "../shared/collections";
import { printable } from "../shared/passwordName";
import { CommandError, type Io } from "./command";
import { runPulumi } from "./pulumiCommand";
import { readStackState, redacted, type StackState, type StateResource } from "./stackState";

/** The facts that the stacks of a project keep about one password. */
export interface StackFacts {
    /** Its name, where a state keeps it. */
    name?: string | undefined;
    declarations: { stack: string; resource: string; isAdditive: boolean }[];
    /** The stacks that have the password in another vault, with its URL. */
    elsewhere: { stack: string; vaultUrl: string }[];
    /** A line for each stack or list that could not be read, with the cause. */
    unread: string[];
}

/** The stacks that are read at once. */
const concurrency = 4;

/**
 * Collects the facts about a password from the states of all stacks of the project in the command's folder.
 *
 * @param vaultUrls The URLs of its vault: in another one, the same identifier is another password.
 */
export async function findInStacks(io: Io, identifier: string, vaultUrls: readonly string[]): Promise<StackFacts> {
    const facts: StackFacts = { declarations: [], elsewhere: [], unread: [] };
    const stacks = await listStacks(io).catch(noteCause("which stacks declare it is unknown", facts));
    const states: StackState[] = [];
    await forEach(stacks ?? [], concurrency, async (stack) => {
        const state = await readStack(io, stack).catch(noteCause(`stack ${stack} was not read`, facts));
        states.push(...(state === undefined ? [] : [state]));
    });
    // In a stable order, whichever command ended first.
    states.sort((one, other) => (one.stack < other.stack ? -1 : 1));
    for (const { stack, resources } of states) {
        for (const resource of resources.filter(({ isBeingDeleted }) => !isBeingDeleted)) {
            const entry = entryIn(resource, identifier);
            if (entry !== undefined && entry.vaultUrl !== "" && !vaultUrls.includes(entry.vaultUrl)) {
                facts.elsewhere.push({ stack, vaultUrl: entry.vaultUrl });
                continue;
            }
            facts.name ??= entry?.name === undefined ? undefined : printable(entry.name);
            const isAdditive = resource.inputs.additive === true;
            const isSecret = (resource.inputs.identifiers ?? resource.inputs.identifier) === redacted;
            if (isSecret && entry === undefined) {
                facts.unread.push(
                    `stack ${stack} keeps the identifiers of ${printable(resource.name)} secret, and may declare it`,
                );
            }
            if (isDeclaredIn(resource, identifier) || (entry !== undefined && (isAdditive || isSecret))) {
                facts.declarations.push({ stack, resource: printable(resource.name), isAdditive });
            }
        }
    }
    return facts;
}

async function listStacks(io: Io): Promise<string[]> {
    const list: { name: string }[] = JSON.parse(await runPulumi(io, ["stack", "ls", "--json"]));
    return list.map(({ name }) => name);
}

async function readStack(io: Io, stack: string): Promise<StackState> {
    const text = await runPulumi(io, ["stack", "export"], stack);
    return { ...readStackState(text, `the state of stack ${stack}`, "update the Pulumi CLI."), stack };
}

/** Returns a function that notes the cause of a failure and replaces its result by undefined. */
function noteCause(summary: string, { unread }: StackFacts) {
    return (error: unknown): undefined => {
        if (!(error instanceof CommandError || error instanceof SyntaxError)) {
            throw error;
        }
        const [, cause = "the output of the Pulumi CLI is not JSON."] = /^Cause: (.*)$/m.exec(error.message) ?? [];
        unread.push(`${summary}: ${cause}`);
    };
}

function entryIn({ type, inputs, outputs }: StateResource, identifier: string): Entry | undefined {
    if (type === "PasswordDisablementSet") {
        return decodeEntries(outputs.results, outputs.names).get(identifier);
    }
    const isIt = type === "PasswordDisablement" && `${outputs.identifier ?? inputs.identifier}` === identifier;
    return isIt ? decodeEntry(outputs) : undefined;
}

function isDeclaredIn({ type, inputs }: StateResource, identifier: string): boolean {
    return type === "PasswordDisablementSet"
        ? declaredIdentifiers(inputs).includes(identifier)
        : type === "PasswordDisablement" && `${inputs.identifier}` === identifier;
}
