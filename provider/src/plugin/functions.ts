import { type FoundPassword, onlyMatch, readFilters, SearchError, searchList } from "../client/search";
import type { RunContext } from "../lifecycle/context";
import { describeEmptySearch } from "../shared/emptySearch";
import { ExpectedError } from "../shared/errors";
import type { Properties } from "../shared/properties";

/** A function of the package: returns its outputs. */
export type PackageFunction = (context: RunContext, args: Properties) => Promise<Properties>;

/** The functions of the package, by name. */
export const packageFunctions: Readonly<Record<string, PackageFunction>> = {
    async getPasswords(context, { allowEmpty = false, ...args }) {
        const { description, passwords } = await search(context, "getPasswords", args);
        if (passwords.length === 0 && allowEmpty !== true) {
            context.warnOnce(describeEmptySearch(`${description} found no password`));
        }
        return { passwords: passwords.map(asOutputs), identifiers: passwords.map(({ identifier }) => `${identifier}`) };
    },

    async getPassword(context, args) {
        const { description, passwords } = await search(context, "getPassword", args);
        return asOutputs(onlyMatch(passwords, description));
    },
};

/** Returns a password with its identifier as text, which the inputs of resources are in typed languages. */
function asOutputs(password: FoundPassword): Properties {
    return { ...password, identifier: String(password.identifier) };
}

async function search(context: RunContext, name: string, args: Properties) {
    const filters = readFilters(name, args);
    const list = Object.entries(filters).map(([argument, value]) => `${argument}: ${JSON.stringify(value)}`);
    const description = list.length === 0 ? `${name}()` : `${name}({ ${list.join(", ")} })`;
    try {
        return { description, passwords: searchList((await context.lookups.list()).values(), filters, description) };
    } catch (error) {
        if (error instanceof ExpectedError && !(error instanceof SearchError)) {
            throw new SearchError(`${description}: ${error.message}`);
        }
        throw error;
    }
}
