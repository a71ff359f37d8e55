import { filterNames } from "../client/filters";
import { type FoundPassword, onlyMatch, readFilters } from "../client/search";
import { searchPasswords } from "../lifecycle/searchPasswords";
import { describeEmptySearches } from "../shared/emptySearch";
import { type Properties, withoutMissing } from "../shared/properties";
import type { ProviderRun } from "./run";
import { UnknownVaultError } from "./unknownVault";

/** The arguments of a search that are not named as the filters are. */
const argumentOf: Readonly<Record<string, string>> = { name: "name_contains", url: "url_contains" };

/** Reads a data source. Returns its attributes. @throws ExpectedError */
export async function readDataSource(run: ProviderRun, type: string, config: Properties): Promise<Properties> {
    if (run.isUnknown) {
        // Terraform accepts no data source with unknown attributes.
        const otherwise = "add `depends_on` with that resource, so that the apply searches, or ";
        throw new UnknownVaultError(`${type} cannot search`, otherwise);
    }
    const args = withoutMissing(
        Object.fromEntries(filterNames.map((name) => [name, config[argumentOf[name] ?? name]])),
    );
    const filters = readFilters(`data source ${type}`, args, (name) => argumentOf[name] ?? name);
    const shown = Object.entries(filters).map(
        ([name, value]) => `${argumentOf[name] ?? name} = ${JSON.stringify(value)}`,
    );
    const description = `${type} { ${shown.join(", ")} }`;
    const passwords = await searchPasswords(run.context, filters, description);
    if (type === "mysafe_password") {
        return { ...config, ...attributesOf(onlyMatch(passwords, description)), username: config.username };
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
