import { readIdentifier } from "../checks/form";
import { ExpectedError, formatError, VaultError } from "../shared/errors";
import type { Explanation } from "../shared/explanations";
import { parseRanges } from "../shared/identifierRanges";
import { withName } from "../shared/passwordName";
import { words } from "../shared/vocabulary";
import { failuresIn, identifiersByValue, runBatch } from "./batch";
import type { RunContext } from "./context";
import { type Entry, formatTime } from "./entries";
import type { ReadResult } from "./host";
import { formatIdentifiers } from "./messages";
import type { ResourceType } from "./resourceTypes";

/** An import finds no disabled password that it could take over. Nothing changed. */
class ImportError extends ExpectedError {
    constructor(summary: string, explanation: Explanation) {
        super(formatError(summary, explanation), summary, explanation);
    }
}

/**
 * Reads passwords that are inactive already as the state of a resource.
 *
 * @param id The identifier; of a set, identifiers and ranges such as `312,400-420`.
 * @throws ExpectedError when one of them is active, missing or may not be read. An import changes nothing in the vault.
 */
export async function importState(
    context: RunContext,
    { kind, codec }: ResourceType,
    id: string,
): Promise<Required<ReadResult> & { id: string }> {
    // 1. Read the id.
    if (!kind.canListReadEnable) {
        throw new ImportError(`cannot import ${kind.noun} ${id}`, {
            cause: `the vault has no call that reads ${kind.noun}s.`,
            solution: `declare the ${kind.noun} without an import. An ${words().update} accepts one that is already inactive.`,
        });
    }
    const identifiers = readId(id, codec.holdsOne);

    // 2. Ask the vault, without reading a secret.
    const results = await runBatch(context, "importing", identifiers, (identifier) => readStatus(context, identifier));
    const [failure] = failuresIn(results);
    if (failure !== undefined) {
        throw failure.error;
    }
    const { keepNames, url: vaultUrl } = context.settings();
    await context.lookups.readNames();
    for (const [status, explainRefusal] of Object.entries(refusals)) {
        const { problem, ...explanation } = explainRefusal();
        refuse(context, identifiersByValue(results, status), problem, explanation);
    }

    // 3. Return it as a first confirmation.
    const disabledAt = formatTime(context.now());
    const entryOf = (identifier: string): Entry => ({
        ...(keepNames ? { name: context.lookups.nameOf(identifier) } : {}),
        status: "inactive",
        outcome: "already-inactive",
        disabledAt,
        vaultUrl,
        driftCorrections: 0,
    });
    const entries = new Map(identifiers.map((identifier) => [identifier, entryOf(identifier)]));
    const outputs = codec.encode({}, entries);
    const inputs = codec.refreshedInputs(outputs, entries);
    // A program declares a list, and the engine writes the program of an import from the inputs.
    const declared = codec.holdsOne ? inputs : { ...inputs, identifiers };
    return { id: codec.createId(inputs), outputs, inputs: declared };
}

/** The reasons why an import refuses a password, by what the vault says about it. */
const refusals: Readonly<Record<string, () => Explanation & { problem: string }>> = {
    1005: () => ({
        problem: "not in the vault (1005)",
        cause: "the vault has no password with this identifier, or the access key belongs to another tenant.",
        solution: `use an identifier that ${words().listCommand} shows, and check ${words().setting("tenant")} and ${words().setting("clientId")}.`,
    }),
    1006: () => ({
        problem: "not readable for the access key (1006)",
        cause: "the owner does not share it with the access key, so its status is unknown.",
        solution:
            "ask its owner to share it with edit permission, or give the access key access to it (MySafe > Integrations > Access keys).",
    }),
    active: () => ({
        problem: "active, so there is nothing to import",
        cause: "an import takes over what is disabled already, and changes nothing in the vault.",
        solution: `declare it without an import. An ${words().update} then disables it.`,
    }),
};

/** Returns the status of a password, or the code with which the vault refuses it. */
async function readStatus(context: RunContext, identifier: string): Promise<string> {
    try {
        return (await context.vault().isInactive(identifier)) ? "inactive" : "active";
    } catch (error) {
        if (error instanceof VaultError && Object.hasOwn(refusals, String(error.code))) {
            return String(error.code);
        }
        throw error;
    }
}

/** The maximum number of passwords of one import. */
const maxImported = 100_000;

function readId(id: string, holdsOne: boolean): string[] {
    const { failure } = readIdentifier(id, { property: "id" }, { noun: "password" });
    const identifiers = holdsOne ? [id] : readRanges(id);
    if ((holdsOne && failure !== undefined) || identifiers.length === 0) {
        throw new ImportError(`cannot import ${JSON.stringify(id)}`, {
            cause: "the id of an import is the identifier of the password.",
            solution: holdsOne
                ? "pass the whole number that the vault's list call shows, such as 312."
                : `pass the identifiers of the set as one text, such as 312,400-420, at most ${maxImported}.`,
        });
    }
    return identifiers;
}

/** Reads identifiers and ascending ranges; empty for any other text, and for too many. */
function readRanges(id: string): string[] {
    const ranges = id.split(",").map((range) => /^\s*([1-9]\d{0,14})(?:-([1-9]\d{0,14}))?\s*$/.exec(range));
    const counts = ranges.map((range) => (range === null ? 0 : Number(range[2] ?? range[1]) - Number(range[1]) + 1));
    const isValid = counts.every((count) => count > 0) && counts.reduce((sum, count) => sum + count, 0) <= maxImported;
    return isValid ? [...new Set(parseRanges(id))] : [];
}

function refuse(context: RunContext, identifiers: readonly string[], problem: string, explanation: Explanation): void {
    const [first = ""] = identifiers;
    if (identifiers.length > 0) {
        const subject =
            identifiers.length === 1
                ? `password ${withName(first, context.lookups.nameOf(first))} is`
                : `passwords ${formatIdentifiers(identifiers)} are`;
        throw new ImportError(`${subject} ${problem}`, explanation);
    }
}
