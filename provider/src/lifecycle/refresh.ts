import { VaultError } from "../shared/errors";
import { inBatch } from "./batch";
import type { RunContext } from "./context";
import { decodeEntries, encodeEntries } from "./entries";
import { describeRemaining, itOrThem, passwordsAre } from "./messages";
import { PartialFailureError } from "./partialFailure";
import { setInputsOf } from "./setState";
import type { Properties } from "./state";

/**
 * Asks the vault about each password of a set, and gives its state as it was found.
 *
 * @throws UnfinishedError when some could not be looked up: then nothing is known to be as the state says.
 */
export async function lookUp(
    run: RunContext,
    id: string,
    olds: Properties,
): Promise<{ id: string; props: Properties; inputs: Properties }> {
    const results = decodeEntries(olds);
    for (const vaultUrl of new Set([...results.values()].map((result) => result.vaultUrl))) {
        run.warnOfAnotherVault(vaultUrl);
    }
    const here = [...results.keys()].filter(
        (identifier) => run.isOfThisVault(results.get(identifier)?.vaultUrl) !== false,
    );
    const active: string[] = [];
    const missing: string[] = [];
    const end = await inBatch(run, "looking up", here, async (identifier) => {
        try {
            const status = (await run.vault().isInactive(identifier)) ? "inactive" : "active";
            const result = results.get(identifier);
            if (result !== undefined && result.status !== "unconfirmed") {
                results.set(identifier, { ...result, status });
                active.push(...(status === "active" ? [identifier] : []));
            }
        } catch (error) {
            if (!(error instanceof VaultError) || error.code !== 1005) {
                throw error;
            }
            results.delete(identifier);
            missing.push(identifier);
        }
    });
    const what = describeRemaining("looked up", end, here.length);
    if (what !== "") {
        throw new PartialFailureError(what, end.failures);
    }
    if (missing.length > 0) {
        run.tell(
            `${passwordsAre(missing, ["leaves", "leave"])} the stack's state: the vault does not have ${itOrThem(missing)} any more. Take ${itOrThem(missing)} out of the program.`,
        );
    }
    if (active.length > 0) {
        run.tell(
            `${passwordsAre(active)} active: somebody enabled ${itOrThem(active)} in the vault. \`pulumi up --refresh\` disables ${itOrThem(active)} again.`,
        );
    }
    const props = { ...olds, results: encodeEntries(results) };
    return { id, props, inputs: setInputsOf(props, results) };
}
