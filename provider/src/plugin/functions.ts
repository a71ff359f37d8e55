import { type FoundPassword, onlyMatch, readFilters, SearchError } from "../client/search";
import type { RunContext } from "../lifecycle/context";
import { searchPasswords } from "../lifecycle/searchPasswords";
import type { Properties } from "../shared/properties";
import type { PluginRun } from "./run";

/** A function of the package: returns its outputs. */
type PackageFunction = (run: Pick<PluginRun, "context" | "reportEmptySearch">, args: Properties) => Promise<Properties>;

/** Returns the function of a token such as `mysafe:index:getPasswords`. @throws Error for any other. */
export function findFunction(token: string): PackageFunction {
    const name = token.split(":").at(-1) ?? "";
    const found = Object.hasOwn(packageFunctions, name) ? packageFunctions[name] : undefined;
    if (found === undefined) {
        throw new Error(`the package mysafe has no function ${token}`);
    }
    return found;
}

const packageFunctions: Readonly<Record<string, PackageFunction>> = {
    async getPasswords({ context, reportEmptySearch }, { allowEmpty = false, ...args }) {
        if (typeof allowEmpty !== "boolean") {
            throw new SearchError("getPasswords: `allowEmpty` must be true or false.");
        }
        const { description, passwords } = await search(context, "getPasswords", args);
        if (passwords.length === 0 && !allowEmpty) {
            reportEmptySearch(description);
        }
        return { passwords: passwords.map(asOutputs), identifiers: passwords.map(({ identifier }) => `${identifier}`) };
    },

    async getPassword({ context }, args) {
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
    return { description, passwords: await searchPasswords(context, filters, description) };
}
