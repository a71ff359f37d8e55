import type { Lookups } from "../checks/lookups";
import type { Filters } from "../client/filters";
import { type FoundPassword, SearchError, searchList } from "../client/search";
import { ExpectedError } from "../shared/errors";
import type { RunContext } from "./context";

/**
 * Returns the passwords that match the filters, with the run's one list call.
 *
 * @param description The call, for errors.
 * @param list Sends another list call, where the run has changed the vault.
 * @throws SearchError with the call, where the vault gives no list or a setting is wrong.
 */
export async function searchPasswords(
    context: RunContext,
    filters: Filters,
    description: string,
    list: Lookups["list"] = context.lookups.list,
): Promise<FoundPassword[]> {
    try {
        return searchList((await list()).values(), filters, description);
    } catch (error) {
        if (error instanceof ExpectedError && !(error instanceof SearchError)) {
            throw new SearchError(`${description}: ${error.message}`, { cause: error });
        }
        throw error;
    }
}
