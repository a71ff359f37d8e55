import type { Settings } from "../settings/settings";
import { ExpectedError, formatError } from "../shared/errors";
import { formatIdentifiers } from "./messages";

/** The vault has none of the passwords that a refresh looked up. The access key can belong to another tenant. */
export class NothingFoundError extends ExpectedError {
    constructor(missing: readonly string[], { url, clientId, tenant }: Pick<Settings, "url" | "clientId" | "tenant">) {
        const identifiers = formatIdentifiers(missing);
        const subject =
            missing.length === 1 ? `password ${identifiers}` : `${missing.length} passwords, ${identifiers}`;
        const summary = `the vault has none of the passwords that the refresh looked up: 1005 for ${subject}`;
        const key = `${clientId} (${tenant === undefined ? "mysafe:tenant is not set" : `tenant ${tenant}`})`;
        const explanation = {
            cause: `the access key ${key} at ${url} belongs to another tenant, or all of them were deleted.`,
            solution:
                "check mysafe:tenant and mysafe:clientId. If the passwords were deleted, remove them from the program and run `pulumi up` without --refresh. The state is unchanged.",
        };
        super(formatError(summary, explanation), summary, explanation);
    }
}
