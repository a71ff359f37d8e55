import { inBatch } from "./batch";
import { VaultError } from "./errors";
import { leftOver, object, subject } from "./naming";
import { grouped, readResults } from "./results";
import type { Run } from "./run";
import { setInputsOf } from "./setState";
import type { Properties } from "./state";
import { UnfinishedError } from "./unfinished";

/**
 * Asks the vault about each password of a set, and gives its state as it was found.
 *
 * @throws UnfinishedError when some could not be looked up: then nothing is known to be as the state says.
 */
export async function lookUp(
    run: Run,
    id: string,
    olds: Properties,
): Promise<{ id: string; props: Properties; inputs: Properties }> {
    const results = readResults(olds);
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
    const what = leftOver("looked up", end, here.length);
    if (what !== "") {
        throw new UnfinishedError(what, end.failures);
    }
    if (missing.length > 0) {
        run.tell(
            `${subject(missing, ["leaves", "leave"])} the stack's state: the vault does not have ${object(missing)} any more. Take ${object(missing)} out of the program.`,
        );
    }
    if (active.length > 0) {
        run.tell(
            `${subject(active)} active: somebody enabled ${object(active)} in the vault. \`pulumi up --refresh\` disables ${object(active)} again.`,
        );
    }
    const props = { ...olds, results: grouped(results) };
    return { id, props, inputs: setInputsOf(props, results) };
}
