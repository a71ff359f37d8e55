import { filterNames } from "../client/filters";
import { type FoundPassword, onlyMatch, readFilters } from "../client/search";
import { searchPasswords } from "../lifecycle/searchPasswords";
import { describeEmptySearches } from "../shared/emptySearch";
import { hasUnknown, type Properties, withoutMissing } from "../shared/properties";
import { diagnosticOf } from "./diagnostics";
import type { Diagnostic } from "./protocol";
import type { ProviderRun } from "./run";
import { UnknownVaultError } from "./unknownVault";

/** Returns the argument of a filter. Names and URLs match in part. */
function argumentOf(filter: string): string {
    return filter === "name" || filter === "url" ? `${filter}_contains` : filter;
}

/** Returns an error for each argument of a data source that is known and malformed. */
export function checkDataSource(type: string, config: Properties): Diagnostic[] {
    return filterNames.flatMap((name) => {
        const value = config[argumentOf(name)];
        try {
            readFilters(`data source ${type}`, hasUnknown(value) ? {} : withoutMissing({ [name]: value }), argumentOf);
            return [];
        } catch (error) {
            return [diagnosticOf("error", (error as Error).message, argumentOf(name))];
        }
    });
}

/** Reads a data source. Returns its attributes. @throws ExpectedError */
export async function readDataSource(run: ProviderRun, type: string, config: Properties): Promise<Properties> {
    if (run.isUnknown) {
        // Terraform accepts no data source with unknown attributes.
        const otherwise = "add `depends_on` with that resource, so that the apply searches, or ";
        throw new UnknownVaultError(`${type} cannot search`, otherwise);
    }
    const args = withoutMissing(Object.fromEntries(filterNames.map((name) => [name, config[argumentOf(name)]])));
    const filters = readFilters(`data source ${type}`, args, argumentOf);
    const shown = Object.entries(filters).map(([name, value]) => `${argumentOf(name)} = ${JSON.stringify(value)}`);
    const description = `${type} { ${shown.join(", ")} }`;
    // An apply can have changed what the run listed before.
    const list = run.phase() === "update" ? () => run.context.vault().list() : undefined;
    const passwords = await searchPasswords(run.context, filters, description, list);
    if (type === "mysafe_password") {
        const found = attributesOf(onlyMatch(passwords, description));
        // A configuration keeps the letter case of its own text.
        return { ...config, ...found, username: config.username ?? found.username };
    }
    const empty = { descriptions: [description], hasExplainingSet: false, emptySets: [] };
    const warning = passwords.length === 0 && config.allow_empty !== true ? describeEmptySearches(empty) : undefined;
    if (warning !== undefined) {
        run.log.warn(warning);
    }
    return {
        ...config,
        // In a fixed order, so that another order of the vault's list plans no change.
        identifiers: passwords.map(({ identifier }) => identifier).sort((one, other) => one - other),
        passwords: passwords.map(attributesOf),
    };
}

function attributesOf({ identifier, name, username, url, tags, canView, canWrite }: FoundPassword): Properties {
    return { identifier, name, username, url, tags, can_view: canView, can_write: canWrite };
}
