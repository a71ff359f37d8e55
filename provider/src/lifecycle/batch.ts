import { ConfigError, ConnectionError, UnconfirmedError, VaultError } from "../shared/errors";
import { isVaultRejection } from "../shared/explanations";
import { forEach } from "../shared/forEach";
import type { RunContext } from "./context";

/** One password that a batch could not do its work with. */
export interface Failure {
    identifier: string;
    error: Error;
}

/** How a batch ended. */
export interface BatchEnd {
    failures: Failure[];
    /** Those that were left, since nothing went any more. */
    untried: string[];
}

/** A run that is long says how far it is this often. */
const tellEveryMs = 1_500;

/** More are begun than there are requests in flight: those that wait for their next try take no other's place. */
const begunPerRequest = 4;

/**
 * Does the same with each of many passwords, side by side, to the end whatever some of them are answered with. It gives
 * up where the vault, and not a password, is what fails: else each of thousands would use up all its tries.
 *
 * @param doing What it does, for the status line: `disabling`.
 * @throws ConfigError when a setting is missing or wrong.
 */
export async function inBatch(
    { settings, vault, show }: Pick<RunContext, "settings" | "vault" | "show">,
    doing: string,
    identifiers: readonly string[],
    work: (identifier: string) => Promise<void>,
): Promise<BatchEnd> {
    const failures: Failure[] = [];
    if (identifiers.length === 0) {
        return { failures, untried: [] };
    }
    const { maxConcurrency } = settings();
    const { length } = identifiers;
    const untried: string[] = [];
    let ended = 0;
    /** Failures of the vault since it last said anything of a password. */
    let inVain = 0;
    let isOver = false;

    const timer = setInterval(() => {
        const { retrying } = vault();
        const counts = [
            `${ended} of ${length} done`,
            `${length - ended} left`,
            ...(retrying > 0 ? [`${retrying} retrying`] : []),
            ...(failures.length > 0 ? [`${failures.length} failed`] : []),
        ];
        show(`${doing}: ${counts.join(", ")}`);
    }, tellEveryMs);
    try {
        await forEach(identifiers, maxConcurrency * begunPerRequest, async (identifier) => {
            if (isOver) {
                untried.push(identifier);
                return;
            }
            try {
                await work(identifier);
                inVain = 0;
            } catch (error) {
                if (error instanceof ConnectionError && error.isCancelled && !error.reachedServer) {
                    isOver = true;
                    untried.push(identifier);
                    return;
                }
                failures.push({ identifier, error: error as Error });
                inVain = isOfPassword(error) ? 0 : inVain + 1;
                isOver ||= inVain >= Math.max(maxConcurrency, begunPerRequest) || isOfAll(error);
            }
            ended++;
        });
    } finally {
        clearInterval(timer);
    }
    return { failures, untried };
}

/** Whether an error may be of one password alone: the vault itself answered, and not after all tries that a call has. */
function isOfPassword(error: unknown): boolean {
    const last = error instanceof UnconfirmedError ? error.last : error;
    return (
        last instanceof VaultError &&
        (isVaultRejection(last) || last.status === 500 || (last.status < 300 && last.fromVault))
    );
}

/** Whether every other password would end with the same: a wrong setting, or a run that was cancelled. */
function isOfAll(error: unknown): boolean {
    const last = error instanceof UnconfirmedError ? error.last : error;
    return error instanceof ConfigError || (last instanceof ConnectionError && last.isCancelled);
}
